import { FindingRow } from '../ui/finding-row.tsx'
import { ProblemError } from './client.ts'
import styles from './form-problem.module.css'

/** Why what a form sent was refused, as a rejected call or a sentence; said aloud, and the form stays as it was typed. */
export function FormProblem({ error }: { error: unknown }) {
  return (
    <div className={styles.problem} role="alert">
      {error != null && (
        <FindingRow finding={{ code: 'refused', level: 'error', text: problemText(error) }} />
      )}
    </div>
  )
}

/** The sentence for anything that a call may reject with. */
export function problemText(error: unknown): string {
  if (error instanceof ProblemError) return error.message
  if (typeof error === 'string') return error
  return 'Jawaban aplikasi tidak dikenali. Muat ulang dengan Ctrl+R; yang sudah tersimpan tidak hilang.'
}
