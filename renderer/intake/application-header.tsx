import { useEffect } from 'react'
import { ApplicationKind, kindNames } from '../../shared/application-kind.ts'
import { type ApplicationStatus, outcomeNames, statusNames } from '../../shared/status.ts'
import { officeName, whereaboutsSentence } from '../packets/packet-words.ts'
import { useTimes } from '../session/times.ts'
import { Identifier } from '../ui/identifier.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { type Status, StatusBadge } from '../ui/status-badge.tsx'
import styles from './application-header.module.css'
import { useCanType, useWork, useWorkState } from './draft/draft-context.ts'

const faces: Record<ApplicationStatus, Status> = {
  draf: 'siap',
  diajukan: 'menunggu',
  dikembalikan: 'periksa',
  disetujui: 'selesai',
  ditolak: 'salah',
  dibatalkan: 'siap',
}

const deliveryWords = {
  pending: 'Menunggu dikirim ke pusat',
  delivered: 'Sudah di pusat',
  refused: 'Ditolak pusat',
} as const

const kinds = ApplicationKind.options.map((code) => ({ code, label: kindNames[code] }))

/** Which application this is, how it stands, and why it came back. */
export function ApplicationHeader() {
  const work = useWork()
  const canType = useCanType()
  const facts = useWorkState((state) => state.facts)
  const kind = useWorkState((state) => state.kind)
  useEffect(() => {
    document.title = `${facts.number ?? 'Permohonan baru'} · SOLID Loket`
  }, [facts.number])
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <div className={styles.names}>
          <h1 className={styles.title} tabIndex={-1}>
            {facts.number === null ? 'Permohonan baru' : <Identifier value={facts.number} />}
          </h1>
          <StatusBadge status={faces[facts.status]}>{statusNames[facts.status]}</StatusBadge>
          {facts.fromOffice && <span className={styles.quiet}>Dari {officeName(facts.fromOffice)}</span>}
          {facts.sentTo && facts.status === 'diajukan' && (
            <span className={styles.quiet}>{whereaboutsSentence(facts.sentTo)}</span>
          )}
          {facts.delivery && <span className={styles.quiet}>{deliveryWords[facts.delivery]}</span>}
        </div>
        <div className={styles.kind}>
          <SelectField
            label="Jenis permohonan"
            value={kind}
            options={kinds}
            isDisabled={!canType}
            onChange={(code) => {
              const chosen = ApplicationKind.safeParse(code)
              if (chosen.success) work.edit({ kind: chosen.data })
            }}
          />
        </div>
      </div>
      <Answer />
    </header>
  )
}

/** The last decision, where the application came back with one: first of all, the reason. */
function Answer() {
  const times = useTimes()
  const facts = useWorkState((state) => state.facts)
  const [last] = facts.decisions
  if (!last || facts.status === 'diajukan') return null
  const reason = last.reason.trim()
  return (
    <div className={styles.answer} data-outcome={last.outcome}>
      <p className={styles.reason}>{reason === '' ? outcomeNames[last.outcome] : reason}</p>
      <p className={styles.quiet}>
        {statusNames[facts.status]} oleh {last.decidedBy}, {times.timeOrDay(last.decidedAt)}
      </p>
    </div>
  )
}
