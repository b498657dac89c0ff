import { useEffect } from 'react'
import { ApplicationKind, kindNames } from '../../shared/application-kind.ts'
import { outcomeNames, statusNames } from '../../shared/status.ts'
import { applicationBadges } from '../lib/application-badges.ts'
import { otherOfficeName, whereaboutsSentence } from '../packets/packet-sentences.ts'
import { useTimes } from '../session/times.ts'
import { Identifier } from '../ui/identifier.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import styles from './application-header.module.css'
import { useCanType, useDraft, useDraftState } from './draft/draft-context.ts'

const deliveryTexts = {
  pending: 'Menunggu dikirim ke pusat',
  delivered: 'Sudah di pusat',
  refused: 'Ditolak pusat',
} as const

const kinds = ApplicationKind.options.map((code) => ({ code, label: kindNames[code] }))

/** Number, status, delivery and kind of the application, and the last decision on it. */
export function ApplicationHeader() {
  const draft = useDraft()
  const canType = useCanType()
  const metadata = useDraftState((state) => state.metadata)
  const kind = useDraftState((state) => state.kind)
  useEffect(() => {
    document.title = `${metadata.number ?? 'Permohonan baru'} · SOLID Loket`
  }, [metadata.number])
  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <div className={styles.names}>
          <h1 className={styles.title} tabIndex={-1}>
            {metadata.number === null ? 'Permohonan baru' : <Identifier value={metadata.number} />}
          </h1>
          <StatusBadge status={applicationBadges[metadata.status]}>
            {statusNames[metadata.status]}
          </StatusBadge>
          {metadata.fromOffice && (
            <span className={styles.quiet}>Dari {otherOfficeName(metadata.fromOffice)}</span>
          )}
          {metadata.sentTo && metadata.status === 'diajukan' && (
            <span className={styles.quiet}>{whereaboutsSentence(metadata.sentTo)}</span>
          )}
          {metadata.delivery && <span className={styles.quiet}>{deliveryTexts[metadata.delivery]}</span>}
        </div>
        <div className={styles.kind}>
          <SelectField
            label="Jenis permohonan"
            value={kind}
            options={kinds}
            isDisabled={!canType}
            onChange={(code) => {
              const chosen = ApplicationKind.safeParse(code)
              if (chosen.success) draft.edit({ kind: chosen.data })
            }}
          />
        </div>
      </div>
      <LastDecision />
    </header>
  )
}

/** The last decision, its reason first; nothing while the application is submitted. */
function LastDecision() {
  const times = useTimes()
  const metadata = useDraftState((state) => state.metadata)
  const [last] = metadata.decisions
  if (!last || metadata.status === 'diajukan') return null
  const reason = last.reason.trim()
  return (
    <div className={styles.decision} data-outcome={last.outcome}>
      <p className={styles.reason}>{reason === '' ? outcomeNames[last.outcome] : reason}</p>
      <p className={styles.quiet}>
        {statusNames[metadata.status]} oleh {last.decidedBy}, {times.timeOrDay(last.decidedAt)}
      </p>
    </div>
  )
}
