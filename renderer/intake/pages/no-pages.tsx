import { FilePlus2 } from 'lucide-react'
import { KeyCap } from '../../ui/key-cap.tsx'
import { EmptyState } from '../../ui/view-states.tsx'
import styles from './no-pages.module.css'

const sources = [
  { keys: 'F9', label: 'memindai langsung' },
  { keys: 'Ctrl+O', label: 'memilih berkas' },
  { keys: 'Ctrl+V', label: 'menempel gambar' },
  { keys: 'Alt+K', label: 'memotret dengan kamera' },
]

/** Empty state of the page pane: the keys of all page sources. */
export function NoPages({ canType }: { canType: boolean }) {
  if (!canType) return <EmptyState title="Permohonan ini tanpa halaman" />
  return (
    <div className={styles.empty}>
      <FilePlus2 className={styles.icon} aria-hidden="true" />
      <h2 className={styles.title}>Belum ada berkas</h2>
      <ul className={styles.sources}>
        {sources.map(({ keys, label }) => (
          <li key={keys} className={styles.source}>
            <KeyCap keys={keys} isSpoken />
            <span>{label}</span>
          </li>
        ))}
      </ul>
      <p className={styles.others}>
        Atau lepas JPEG, PNG, TIFF, WebP, PDF di mana saja pada layar ini. Yang disimpan pemindai ke folder
        pantauan masuk sendiri selama permohonan ini terbuka.
      </p>
    </div>
  )
}
