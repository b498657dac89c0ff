import { kindNames } from '../../shared/application-kind.ts'
import type { QueueLine } from '../../shared/contract/verification-calls.ts'
import { documentNames } from '../../shared/form.ts'
import { useCall } from '../app/queries.ts'
import { useTimes } from '../app/times.ts'
import { Identifier } from '../ui/identifier.tsx'
import styles from './case-data.module.css'
import { CaseFindings } from './case-findings.tsx'
import type { Case } from './case-query.ts'
import { DuplicateComparison } from './duplicate-comparison.tsx'
import { Facts } from './facts.tsx'
import { familyFacts, memberFacts } from './member-facts.ts'

/** What is known of a case: findings and duplicates first, then the data, what was doubted in bold. */
export function CaseData({ known, line }: { known: Case; line: QueueLine }) {
  const { application, duplicates } = known
  const { form, findings } = application
  const times = useTimes()
  const reference = useCall('reference.get', {})
  const village = reference.data?.villages.find((candidate) => candidate.code === form.family.village)
  return (
    <article className={styles.data}>
      <header className={styles.head}>
        <h2 className={styles.name}>{line.headName}</h2>
        <p className={styles.quiet}>
          {kindNames[application.kind]}, <Identifier value={line.number} />
        </p>
        <p className={styles.quiet}>
          Diajukan {line.submittedBy}, {times.timeOrDay(line.submittedAt)}
        </p>
      </header>
      <CaseFindings findings={findings} duplicates={duplicates} form={form} />
      {duplicates.map((duplicate) => (
        <DuplicateComparison
          key={`${duplicate.memberId} ${duplicate.because} ${duplicate.match.applicationId}`}
          duplicate={duplicate}
          form={form}
        />
      ))}
      <section className={styles.part} aria-label="Kartu Keluarga">
        <h3>Kartu Keluarga</h3>
        <Facts
          facts={familyFacts(form.family, findings, village && `${village.name}, ${village.district}`)}
        />
      </section>
      {form.members.map((member, place) => (
        <section key={member.id} className={styles.part} aria-label={member.name}>
          <h3 className={styles.member}>
            {place + 1}. {member.name}
            <span className={styles.quiet}>{member.proposed ? 'diusulkan' : 'tidak diusulkan'}</span>
          </h3>
          <Facts facts={memberFacts(member, findings)} />
        </section>
      ))}
      {form.letters.length > 0 && (
        <section className={styles.part} aria-label="Surat">
          <h3>Surat</h3>
          <Facts
            facts={form.letters.map((letter) => ({
              label: documentNames[letter.kind],
              value: `${letter.number}, ${letter.date}`,
            }))}
          />
        </section>
      )}
    </article>
  )
}
