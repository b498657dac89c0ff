import { clockTime } from '../../../shared/display.ts'
import { problemText } from '../../api/form-problem.tsx'
import { useSession } from '../../session/session.tsx'
import { FindingRow } from '../../ui/finding-row.tsx'
import { useDraft, useDraftState } from '../draft/draft-context.ts'
import type { SaveState } from '../draft/save-queue.ts'
import styles from './submit-bar.module.css'

/** Autosave status, with a retry or merge action where saving failed. */
export function SaveStatus() {
  const draft = useDraft()
  const { timeZone } = useSession().settings
  const saving = useDraftState((state) => state.saving)
  return (
    <div className={styles.save} role="status">
      {saving.state === 'failed' && (
        <FindingRow
          finding={{
            code: 'save-failed',
            level: 'error',
            text: `Belum tersimpan. ${problemText(saving.error)}`,
            answer: { label: 'Simpan lagi', run: () => void draft.flush(), shortcut: 'F6' },
          }}
        />
      )}
      {saving.state === 'conflict' && (
        <FindingRow
          finding={{
            code: 'save-conflict',
            level: 'warning',
            text: 'Permohonan ini baru saja diubah di tempat lain. Isian Anda tetap dipakai.',
            answer: {
              label: 'Muat ulang dan gabungkan',
              run: () => void draft.mergeStored(),
              shortcut: 'F6',
            },
          }}
        />
      )}
      <span className={styles.quiet}>{saveStateText(saving, timeZone)}</span>
    </div>
  )
}

function saveStateText(saving: SaveState, timeZone: string): string {
  switch (saving.state) {
    case 'dirty':
    case 'saving':
      return 'Menyimpan'
    case 'saved':
      return saving.at ? `Tersimpan ${clockTime(saving.at.toISOString(), timeZone)}` : 'Tersimpan'
    default:
      return ''
  }
}
