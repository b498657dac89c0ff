import { kindNames } from '../../shared/application-kind.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import { statusNames } from '../../shared/status.ts'
import { useTimes } from '../session/times.ts'
import { classes } from '../ui/classes.ts'
import { FindingRow } from '../ui/finding-row.tsx'
import styles from './case-data.module.css'
import { compareDuplicate } from './compare.ts'
import { type DuplicateGroup, groupSentence } from './duplicate-groups.ts'

/** Comparison with another application that has the same people; differences in bold. */
export function DuplicateComparison({ group, form }: { group: DuplicateGroup; form: ApplicationForm }) {
  const times = useTimes()
  const [first, ...others] = group.duplicates
  const { match } = first
  const named = [...new Set(others.map((other) => other.match.name))].filter((name) => name !== match.name)
  return (
    <section className={styles.part} aria-label="Kemiripan">
      <FindingRow
        finding={{
          code: group.applicationId,
          level: 'warning',
          text: `Mirip ${match.number ?? 'draf lain'}: ${groupSentence(group)}.`,
        }}
      />
      <table className={styles.comparison}>
        <thead>
          <tr>
            <td />
            <th scope="col">Permohonan ini</th>
            <th scope="col">
              {kindNames[match.kind]}, {statusNames[match.status].toLowerCase()},{' '}
              {times.timeOrDay(match.updatedAt)}
            </th>
          </tr>
        </thead>
        <tbody>
          {compareDuplicate(first, form).map(({ label, here, there, differs }) => (
            <tr key={label} className={classes(differs && styles.doubted)}>
              <th scope="row">{label}</th>
              <td>{here || '–'}</td>
              <td>{there || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {named.length > 0 && <p className={styles.quiet}>Juga {named.join(', ')}</p>}
    </section>
  )
}
