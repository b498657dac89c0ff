import { clockTime } from '../../../shared/display.ts'
import { problemText } from '../../api/form-problem.tsx'
import { useSession } from '../../session/session.tsx'
import { FindingLine } from '../../ui/finding-line.tsx'
import { useWork, useWorkState } from '../draft/draft-context.ts'
import type { Saving } from '../draft/save-queue.ts'
import styles from './submit-bar.module.css'

/** Says whether what is typed is in the store of this computer, and what to do where it is not. */
export function SaveLine() {
  const work = useWork()
  const { timeZone } = useSession().settings
  const saving = useWorkState((state) => state.saving)
  return (
    <div className={styles.save} role="status">
      {saving.state === 'failed' && (
        <FindingLine
          finding={{
            code: 'save-failed',
            level: 'error',
            text: `Belum tersimpan. ${problemText(saving.error)}`,
            answer: { label: 'Simpan lagi', run: () => void work.flush(), shortcut: 'F6' },
          }}
        />
      )}
      {saving.state === 'outrun' && (
        <FindingLine
          finding={{
            code: 'save-outrun',
            level: 'warning',
            text: 'Permohonan ini baru saja diubah di tempat lain. Isian Anda tetap dipakai.',
            answer: { label: 'Muat ulang dan gabungkan', run: () => void work.catchUp(), shortcut: 'F6' },
          }}
        />
      )}
      <span className={styles.quiet}>{savingWords(saving, timeZone)}</span>
    </div>
  )
}

function savingWords(saving: Saving, timeZone: string): string {
  switch (saving.state) {
    case 'typed':
    case 'saving':
      return 'Menyimpan'
    case 'saved':
      return saving.at ? `Tersimpan ${clockTime(saving.at.toISOString(), timeZone)}` : 'Tersimpan'
    default:
      return ''
  }
}
