import { kindNames } from '../../shared/application-kind.ts'
import type { Duplicate } from '../../shared/contract/application-calls.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import { statusNames } from '../../shared/status.ts'
import { useTimes } from '../app/times.ts'
import { classes } from '../ui/classes.ts'
import { FindingLine } from '../ui/finding-line.tsx'
import styles from './case-data.module.css'
import { compareDuplicate } from './compare.ts'

const sentences: Record<Duplicate['because'], string> = {
  nik: 'NIK ini juga ada pada permohonan lain.',
  'no-kk': 'No. KK ini juga ada pada permohonan lain.',
  person: 'Nama dan tanggal lahir ini juga ada pada permohonan lain.',
}

/** Somebody found elsewhere beside the one of this case; what differs is bold. */
export function DuplicateComparison({ duplicate, form }: { duplicate: Duplicate; form: ApplicationForm }) {
  const times = useTimes()
  const { because, match } = duplicate
  return (
    <section className={styles.part} aria-label="Kemiripan">
      <FindingLine finding={{ code: because, level: 'warning', text: sentences[because] }} />
      <table className={styles.comparison}>
        <thead>
          <tr>
            <td />
            <th scope="col">Permohonan ini</th>
            <th scope="col">
              {match.number ?? 'Draf lain'}, {statusNames[match.status].toLowerCase()}
            </th>
          </tr>
        </thead>
        <tbody>
          {compareDuplicate(duplicate, form).map(({ label, here, there, differs }) => (
            <tr key={label} className={classes(differs && styles.doubted)}>
              <th scope="row">{label}</th>
              <td>{here || '–'}</td>
              <td>{there || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.quiet}>
        {kindNames[match.kind]}, terakhir diubah {times.timeOrDay(match.updatedAt)}
      </p>
    </section>
  )
}
