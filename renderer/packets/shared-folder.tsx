import { useState } from 'react'
import type { CallOutput } from '../../shared/contract/contract.ts'
import { problemSentence } from '../../shared/problems.ts'
import { problemText } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { useHasRole } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useToast } from '../ui/toasts.tsx'
import styles from './packets.module.css'

/** The shared network folder of the offices, and its status. */
export function SharedFolder({ folder }: { folder: CallOutput<'packets.list'>['folder'] }) {
  const hasRole = useHasRole()
  const change = useCallMutation('packets.change-folder')
  const showToast = useToast()
  const [path, setPath] = useState(folder.path ?? '')
  const save = () =>
    change.mutate(
      { path: path.trim() || null },
      {
        onSuccess: () => showToast({ text: 'Folder bersama disimpan.' }),
        onError: (error) => showToast({ text: problemText(error), tone: 'problem' }),
      },
    )
  return (
    <div className={styles.folder}>
      <p className={styles.hint}>
        Satu folder di jaringan kantor yang dipakai bersama. Paket untuk sebuah kantor diletakkan dalam folder
        berkode kantor itu, dan diambilnya sendiri.
      </p>
      {hasRole('admin') ? (
        <form
          className={styles.folderForm}
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <TextField
            label="Folder bersama"
            labelHint="boleh kosong"
            description="\\server\paket atau /mnt/paket"
            value={path}
            onChange={setPath}
            maxLength={500}
          />
          <Button type="submit" isPending={change.isPending}>
            Simpan
          </Button>
        </form>
      ) : (
        <p>{folder.path ?? 'Belum diatur. Admin TI mengaturnya di layar ini.'}</p>
      )}
      {folder.path && (
        <p role="status">
          {folder.problem ? (
            <StatusBadge status="periksa" isPlain>
              {problemSentence(folder.problem)}
            </StatusBadge>
          ) : (
            <StatusBadge status="selesai" isPlain>
              Terhubung
            </StatusBadge>
          )}
        </p>
      )}
    </div>
  )
}
