import { kindNames } from '../../shared/application-kind.ts'
import type { ApplicationLine, PersonMatch } from '../../shared/contract/application-calls.ts'
import { type ApplicationStatus, type DeliveryState, statusNames } from '../../shared/status.ts'
import { useTimes } from '../session/times.ts'
import { Identifier, Nik } from '../ui/identifier.tsx'
import { type Status, StatusBadge } from '../ui/status-badge.tsx'
import styles from './link-list.module.css'
import { LineList } from './link-list.tsx'

const statusFaces: Record<ApplicationStatus, Status> = {
  draf: 'siap',
  diajukan: 'menunggu',
  dikembalikan: 'periksa',
  disetujui: 'selesai',
  ditolak: 'salah',
  dibatalkan: 'siap',
}

const deliveryWords: Record<DeliveryState, string> = {
  pending: 'menunggu dikirim',
  delivered: 'sudah di pusat',
  refused: 'ditolak pusat',
}

/** Applications by family: enough to recognise each, with why it came back. */
export function ApplicationLines(props: {
  label: string
  lines: readonly ApplicationLine[]
  /** The heading says the status of all of them. */
  isOneStatus?: boolean
}) {
  const { label, lines, isOneStatus = false } = props
  const times = useTimes()
  return (
    <LineList label={label} lines={lines} lineKey={({ id }) => id} applicationId={({ id }) => id}>
      {(line) => (
        <>
          <div>
            <p className={styles.name}>{line.headName || 'Nama kepala keluarga belum diisi'}</p>
            <p className={styles.facts}>
              <span>{kindNames[line.kind]}</span>
              {line.number && <Identifier value={line.number} />}
              {line.noKk && (
                <span>
                  KK <Nik value={line.noKk} />
                </span>
              )}
              <span>{line.memberCount} anggota</span>
            </p>
          </div>
          <div className={styles.end}>
            {!isOneStatus && (
              <StatusBadge status={statusFaces[line.status]} isPlain>
                {statusNames[line.status]}
              </StatusBadge>
            )}
            <span>
              {line.delivery && `${deliveryWords[line.delivery]} · `}
              {times.timeOrDay(line.updatedAt)}
            </span>
          </div>
          {line.reason && (
            <p className={styles.reason}>
              <strong>Alasan:</strong> {line.reason}
            </p>
          )}
        </>
      )}
    </LineList>
  )
}

/** People found, each with the application in which they stand. */
export function PersonLines({ label, matches }: { label: string; matches: readonly PersonMatch[] }) {
  const times = useTimes()
  return (
    <LineList
      label={label}
      lines={matches}
      lineKey={({ applicationId, nik, name }) => `${applicationId} ${nik} ${name}`}
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
            <StatusBadge status={statusFaces[match.status]} isPlain>
              {statusNames[match.status]}
            </StatusBadge>
            <span>{times.timeOrDay(match.updatedAt)}</span>
          </div>
        </>
      )}
    </LineList>
  )
}
