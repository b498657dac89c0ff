import { X } from 'lucide-react'
import { qualitySentence } from '../../../shared/page-quality.ts'
import { useObjectUrl } from '../../lib/use-object-url.ts'
import { FindingRow } from '../../ui/finding-row.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { AnnotationBox } from '../../viewer/annotation-box.tsx'
import type { ImportItem, RefusedPicture } from './import-item.ts'
import styles from './refused-import.module.css'

/** A refused import: a whole file, or its unusable pages, each with its picture. */
export function RefusedImport({ item, onClose }: { item: ImportItem; onClose: () => void }) {
  const { name, state } = item
  return (
    <li className={styles.item}>
      <div className={styles.content}>
        <p className={styles.name}>{name}</p>
        {state.step === 'refused' && (
          <FindingRow finding={{ code: 'refused', level: 'error', text: state.sentence }} />
        )}
        {state.step === 'done' &&
          state.skipped.refused.map((page) => <RefusedPageRow key={page.id} page={page} />)}
      </div>
      <IconButton icon={X} label={`Tutup ${name}`} size="small" onPress={onClose} />
    </li>
  )
}

function RefusedPageRow({ page }: { page: RefusedPicture }) {
  const { code, area, picture } = page
  const url = useObjectUrl(picture, 'image/webp')
  return (
    <div className={styles.page}>
      {url !== undefined && (
        <span className={styles.picture}>
          <img src={url} alt="Halaman yang ditolak" draggable={false} />
          {area && <AnnotationBox annotation={{ area, reason: 'refusal' }} />}
        </span>
      )}
      <FindingRow
        finding={{ code, level: 'error', text: qualitySentence({ code, area, level: 'refusal' }) }}
      />
    </div>
  )
}
