import { FindingRow } from '../ui/finding-row.tsx'
import { ProblemError } from './client.ts'
import styles from './form-problem.module.css'

/** Alert with the reason why a form was refused: a rejected call or a sentence. */
export function FormProblem({ error }: { error: unknown }) {
  return (
    <div className={styles.problem} role="alert">
      {error != null && (
        <FindingRow finding={{ code: 'refused', level: 'error', text: problemText(error) }} />
      )}
    </div>
  )
}

/** The sentence for an error of a call. */
export function problemText(error: unknown): string {
  if (error instanceof ProblemError) return error.message
  if (typeof error === 'string') return error
  return 'Jawaban aplikasi tidak dikenali. Muat ulang dengan Ctrl+R; yang sudah tersimpan tidak hilang.'
}
