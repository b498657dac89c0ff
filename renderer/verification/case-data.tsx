import { kindNames } from '../../shared/application-kind.ts'
import type { QueuedCase } from '../../shared/contract/verification-calls.ts'
import { documentNames } from '../../shared/form.ts'
import { useCallQuery } from '../api/queries.ts'
import { useTimes } from '../session/times.ts'
import { Identifier } from '../ui/identifier.tsx'
import styles from './case-data.module.css'
import { CaseFindings } from './case-findings.tsx'
import type { VerificationCase } from './case-query.ts'
import { DuplicateComparison } from './duplicate-comparison.tsx'
import { groupDuplicates } from './duplicate-groups.ts'
import { Facts } from './facts.tsx'
import { familyFacts, memberFacts } from './member-facts.ts'

/** Data of a case: findings and duplicates first, then all values; those with a finding in bold. */
export function CaseData({ known, queuedCase }: { known: VerificationCase; queuedCase: QueuedCase }) {
  const { application, duplicates } = known
  const { form, findings } = application
  const groups = groupDuplicates(duplicates)
  const times = useTimes()
  const reference = useCallQuery('reference.get', {})
  const village = reference.data?.villages.find((candidate) => candidate.code === form.family.village)
  return (
    <article className={styles.data}>
      <header className={styles.header}>
        <h2 className={styles.name}>{queuedCase.headName}</h2>
        <p className={styles.quiet}>
          {kindNames[application.kind]}, <Identifier value={queuedCase.number} />
        </p>
        <p className={styles.quiet}>
          Diajukan {queuedCase.submittedBy}, {times.timeOrDay(queuedCase.submittedAt)}
        </p>
      </header>
      <CaseFindings findings={findings} duplicates={groups.length} form={form} />
      {groups.map((group) => (
        <DuplicateComparison key={group.applicationId} group={group} form={form} />
      ))}
      <section className={styles.part} aria-label="Kartu Keluarga">
        <h3>Kartu Keluarga</h3>
        <Facts rows={familyFacts(form.family, findings, village && `${village.name}, ${village.district}`)} />
      </section>
      {form.members.map((member, index) => (
        <section key={member.id} className={styles.part} aria-label={member.name}>
          <h3 className={styles.member}>
            {index + 1}. {member.name}
            <span className={styles.quiet}>{member.proposed ? 'diusulkan' : 'tidak diusulkan'}</span>
          </h3>
          <Facts rows={memberFacts(member, findings)} />
        </section>
      ))}
      {form.letters.length > 0 && (
        <section className={styles.part} aria-label="Surat">
          <h3>Surat</h3>
          <Facts
            rows={form.letters.map((letter) => [
              { label: documentNames[letter.kind], value: `${letter.number}, ${letter.date}`, isNamed: true },
            ])}
          />
        </section>
      )}
    </article>
  )
}
