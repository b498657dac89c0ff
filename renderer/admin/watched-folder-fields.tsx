import { problemSentence } from '../../shared/problems.ts'
import { WatchedFolder } from '../../shared/scanning.ts'
import { useCallQuery } from '../api/queries.ts'
import { useSession } from '../session/session.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './admin.module.css'

const afterwards = [
  { code: 'move', label: 'Pindahkan ke sudah-diambil' },
  { code: 'remove', label: 'Hapus' },
]

export type WatchedFolderFieldsProps = {
  folder: WatchedFolder | null
  onChange: (folder: WatchedFolder | null) => void
}

/** The folder where scanner software saves its files, and what happens to imported files. */
export function WatchedFolderFields({ folder, onChange }: WatchedFolderFieldsProps) {
  const { training } = useSession()
  const setPath = (path: string) =>
    onChange(path === '' ? null : { path, afterwards: folder?.afterwards ?? 'move' })
  const setAfterwards = (code: string) =>
    folder && onChange({ ...folder, afterwards: WatchedFolder.shape.afterwards.parse(code) })
  return (
    <div className={styles.form}>
      <TextField
        label="Folder"
        labelHint="boleh kosong"
        description={
          training
            ? 'Mode latihan tidak mengambil berkas dari folder sungguhan.'
            : 'Berkas dari perangkat lunak pemindai mana pun: C:\\Pindaian'
        }
        value={folder?.path ?? ''}
        onChange={setPath}
        maxLength={1000}
      />
      <ChoiceField
        label="Setelah halamannya tersimpan"
        value={folder?.afterwards ?? 'move'}
        onChange={setAfterwards}
        options={afterwards}
        isDisabled={folder === null}
      />
      <FolderStatus />
    </div>
  )
}

/** Status of the stored folder. */
function FolderStatus() {
  const { data: settings } = useCallQuery('scanning.settings', {})
  const { data: state } = useCallQuery('scanning.state-of-folder', {})
  if (!settings?.folder || !state) return null
  return (
    <p role="status">
      {state.problem ? (
        <>
          <StatusBadge status="periksa" /> {problemSentence(state.problem)}
        </>
      ) : (
        <>
          <StatusBadge status="selesai">Terpantau</StatusBadge> {state.files} berkas menunggu.
        </>
      )}
    </p>
  )
}
