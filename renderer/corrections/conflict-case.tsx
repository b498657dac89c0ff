import { IdCard, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import type { ConflictView } from '../../shared/contract/correction-calls.ts'
import { useCallQuery } from '../api/queries.ts'
import { Link } from '../lib/link.tsx'
import { useTimes } from '../session/times.ts'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { Nik } from '../ui/identifier.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import { type AnswerType, ConflictAnswerForm } from './conflict-answer-form.tsx'
import { conflictFacts } from './conflict-facts.ts'
import styles from './corrections.module.css'

/** Both sides of a NIK conflict, differences in bold, with the answer to it. */
export function ConflictCase({ conflict }: { conflict: ConflictView }) {
  const { nik, ours, theirs, theirOffice } = conflict
  const times = useTimes()
  const reference = useCallQuery('reference.get', {})
  const village = (code: string) =>
    reference.data?.villages.find((candidate) => candidate.code === code)?.name ?? code
  const there = theirOffice ?? (theirs.office.length === 10 ? village(theirs.office) : theirs.office)
  return (
    <section className={styles.case} aria-label="NIK ganda">
      <p>
        NIK <Nik value={nik} masked={false} /> diusulkan di sini dan di {there}. Ditemukan pusat{' '}
        {times.timeOrDay(conflict.foundAt)}.
      </p>
      <table className={styles.sides}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <Link to={{ screen: 'application', id: ours.application }}>Di sini</Link>
            </th>
            <th scope="col">{there}</th>
          </tr>
        </thead>
        <tbody>
          {conflictFacts(conflict, village).map((fact) => (
            <tr key={fact.label} className={classes(fact.isDistinguishing && styles.differs)}>
              <th scope="row">{fact.label}</th>
              <td className={classes(fact.isNumber && styles.number)}>{fact.ours || '–'}</td>
              <td className={classes(fact.isNumber && styles.number)}>{fact.theirs || '–'}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Disetujui</th>
            <td>{times.moment(ours.decidedAt)}</td>
            <td>{times.moment(theirs.decidedAt)}</td>
          </tr>
        </tbody>
      </table>
      <div className={styles.footer}>
        <ConflictState conflict={conflict} otherOffice={there} />
      </div>
    </section>
  )
}

type ConflictStateProps = { conflict: ConflictView; otherOffice: string }

/** Settled, waiting for the centre, being answered, or the choice of answers. */
function ConflictState({ conflict, otherOffice }: ConflictStateProps) {
  const { answeredAt, settlement } = conflict
  const times = useTimes()
  const [answering, setAnswering] = useState<AnswerType>()
  if (settlement) {
    return (
      <div>
        <StatusBadge status="selesai">
          {settlement.ours ? 'Diselesaikan di sini' : `Diselesaikan ${otherOffice}`}
        </StatusBadge>
        <p>
          {settlement.type === 'withdrawal' ? 'Usulan dicabut' : 'NIK dibetulkan'}{' '}
          {settlement.ours ? 'di sini' : `di ${otherOffice}`}, {times.timeOrDay(settlement.settledAt)}.{' '}
          {settlement.reason}
        </p>
      </div>
    )
  }
  if (answeredAt) return <StatusBadge status="menunggu">Menunggu jawaban pusat</StatusBadge>
  if (answering) {
    return (
      <ConflictAnswerForm
        key={answering}
        conflict={conflict}
        type={answering}
        onClose={() => setAnswering(undefined)}
      />
    )
  }
  return (
    <div className={styles.form}>
      <div className={styles.buttons}>
        <Button
          icon={UserRoundX}
          shortcut="C"
          shortcutGroup={group}
          onPress={() => setAnswering('withdrawal')}
        >
          Orang yang sama: cabut di sini
        </Button>
        <Button
          icon={IdCard}
          shortcut="B"
          shortcutGroup={group}
          onPress={() => setAnswering('nik-correction')}
        >
          Orang lain: betulkan NIK di sini
        </Button>
      </div>
      <p className={styles.quiet}>
        Bila yang di sini benar, biarkan: {otherOffice} melihat hal yang sama dan memutuskan bagiannya.
      </p>
    </div>
  )
}

const group = 'NIK ganda'
