import { kindNames } from '../../shared/application-kind.ts'
import type { ApplicationSummary, PersonMatch } from '../../shared/contract/application-calls.ts'
import { type DeliveryState, statusNames } from '../../shared/status.ts'
import { applicationBadges } from '../lib/application-badges.ts'
import { useTimes } from '../session/times.ts'
import { Identifier, Nik } from '../ui/identifier.tsx'
import { StatusBadge } from '../ui/status-badge.tsx'
import styles from './link-list.module.css'
import { LinkList } from './link-list.tsx'

const deliveryTexts: Record<DeliveryState, string> = {
  pending: 'menunggu dikirim',
  delivered: 'sudah di pusat',
  refused: 'ditolak pusat',
}

/** Applications as rows: family, status, and the reason of a returned one. */
export function ApplicationRows(props: {
  label: string
  applications: readonly ApplicationSummary[]
  /** All have the status that the heading says. */
  isOneStatus?: boolean
}) {
  const { label, applications, isOneStatus = false } = props
  const times = useTimes()
  return (
    <LinkList label={label} rows={applications} rowKey={({ id }) => id} applicationId={({ id }) => id}>
      {(application) => (
        <>
          <div>
            <p className={styles.name}>{application.headName || 'Nama kepala keluarga belum diisi'}</p>
            <p className={styles.facts}>
              <span>{kindNames[application.kind]}</span>
              {application.number && <Identifier value={application.number} />}
              {application.noKk && (
                <span>
                  KK <Nik value={application.noKk} />
                </span>
              )}
              <span>{application.memberCount} anggota</span>
            </p>
          </div>
          <div className={styles.end}>
            {!isOneStatus && (
              <StatusBadge status={applicationBadges[application.status]} isPlain>
                {statusNames[application.status]}
              </StatusBadge>
            )}
            <span>
              {application.delivery && `${deliveryTexts[application.delivery]} · `}
              {times.timeOrDay(application.updatedAt)}
            </span>
          </div>
          {application.reason && (
            <p className={styles.reason}>
              <strong>Alasan:</strong> {application.reason}
            </p>
          )}
        </>
      )}
    </LinkList>
  )
}

/** People found by a search, each with their application. */
export function PersonRows({ label, matches }: { label: string; matches: readonly PersonMatch[] }) {
  const times = useTimes()
  return (
    <LinkList
      label={label}
      rows={matches}
      rowKey={({ applicationId, nik, name }) => `${applicationId} ${nik} ${name}`}
      applicationId={({ applicationId }) => applicationId}
    >
      {(match) => (
        <>
          <div>
            <p className={styles.name}>{match.name}</p>
            <p className={styles.facts}>
              <span>
                NIK <Nik value={match.nik} />
              </span>
              <span>
                KK <Nik value={match.noKk} />
              </span>
              <span>{kindNames[match.kind]}</span>
              {match.number && <Identifier value={match.number} />}
            </p>
          </div>
          <div className={styles.end}>
            <StatusBadge status={applicationBadges[match.status]} isPlain>
              {statusNames[match.status]}
            </StatusBadge>
            <span>{times.timeOrDay(match.updatedAt)}</span>
          </div>
        </>
      )}
    </LinkList>
  )
}
