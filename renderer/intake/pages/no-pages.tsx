import { FilePlus2 } from 'lucide-react'
import { KeyCap } from '../../ui/key-cap.tsx'
import { EmptyState } from '../../ui/view-states.tsx'
import styles from './no-pages.module.css'

const ways = [
  { keys: 'F9', words: 'memindai langsung' },
  { keys: 'Ctrl+O', words: 'memilih berkas' },
  { keys: 'Ctrl+V', words: 'menempel gambar' },
  { keys: 'Alt+K', words: 'memotret dengan kamera' },
]

/** An application without pages: all the ways in which they can come. */
export function NoPages({ canType }: { canType: boolean }) {
  if (!canType) return <EmptyState title="Permohonan ini tanpa halaman" />
  return (
    <div className={styles.place}>
      <FilePlus2 className={styles.icon} aria-hidden="true" />
      <h2 className={styles.title}>Belum ada berkas</h2>
      <ul className={styles.ways}>
        {ways.map(({ keys, words }) => (
          <li key={keys} className={styles.way}>
            <KeyCap keys={keys} isSpoken />
            <span>{words}</span>
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
