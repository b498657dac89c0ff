import type { ApplicationForm } from '../../shared/form.ts'
import { type Finding, findingSentence } from '../../shared/validation/finding.ts'
import { FindingRow } from '../ui/finding-row.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import styles from './case-data.module.css'

/** Findings of a case with the clerk's reasons. */
export function CaseFindings(props: {
  findings: readonly Finding[]
  /** Number of similar applications. */
  duplicates: number
  form: ApplicationForm
}) {
  const { findings, duplicates, form } = props
  const doubts = findings.filter((finding) => finding.level !== 'information')
  const total = doubts.length + duplicates
  const nameOf = (memberId: string | null) =>
    form.members.find((member) => member.id === memberId)?.name.trim() ?? 'Keluarga'
  return (
    <section className={styles.part} aria-label="Temuan">
      <h3 className={styles.count}>
        {total === 0 ? (
          <StatusBadge status="selesai">Tanpa temuan</StatusBadge>
        ) : (
          <StatusBadge status="periksa">{`${total} temuan`}</StatusBadge>
        )}
      </h3>
      {doubts.map((finding) => (
        <div key={`${finding.memberId} ${finding.field} ${finding.code}`}>
          <FindingRow
            finding={{
              code: finding.code,
              level: finding.level,
              text: `${nameOf(finding.memberId)}: ${findingSentence(finding)}`,
            }}
          />
          {finding.answer !== null && <p className={styles.answer}>Alasan petugas: {finding.answer}</p>}
        </div>
      ))}
    </section>
  )
}
