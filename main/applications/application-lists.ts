import type { ApplicationSummary } from '../../shared/contract/application-calls.ts'
import type { CallInput, CallOutput } from '../../shared/contract/contract.ts'
import { startOfDay } from '../../shared/display.ts'
import { ApplicationStatus } from '../../shared/status.ts'
import { type Clock, moment } from '../store/clock.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'

type Position = NonNullable<CallInput<'applications.list'>['after']>

/** Lines on a page of the list, and the most that the home screen shows of a kind. */
const pageLength = 50
const homeLength = 20

/** Patterns of the office that an application came from: any at all, or none, which is our own. */
const originPatterns = { all: '*', own: '' } as const

const beforeEverything: Position = { updatedAt: '9999', id: '' }

/** The lists of applications: last changed first, a page at a time. */
export function createApplicationLists(store: Store, clock: Clock) {
  const pageOfStatus = store.prepare<[ApplicationStatus, string, string, string, number], ApplicationSummary>(
    `SELECT a.id, a.number, a.kind, a.status, a.head_name AS headName, a.no_kk AS noKk,
            a.member_count AS memberCount, a.updated_at AS updatedAt,
            CASE WHEN a.status = 'dibatalkan' THEN NULLIF(a.cancelled_because, '')
                 WHEN a.status IN ('dikembalikan', 'ditolak') THEN
                   (SELECT reason FROM decisions WHERE application_id = a.id ORDER BY signed_at DESC LIMIT 1)
            END AS reason,
            COALESCE((SELECT state FROM outbox WHERE application_id = a.id ORDER BY sequence DESC LIMIT 1),
                     IIF(a.complete_at IS NULL, NULL, 'delivered')) AS delivery
     FROM applications AS a
     WHERE a.status = ? AND (a.updated_at, a.id) < (?, ?) AND a.from_office GLOB ?
     ORDER BY a.updated_at DESC, a.id DESC LIMIT ?`,
  )
  const submittedSince = store
    .prepare<[string], number>('SELECT COUNT(*) FROM applications WHERE submitted_at >= ?')
    .pluck()
  const waiting = store.prepare<[], { count: number; oldest: string | null }>(
    `SELECT COUNT(*) AS count, MIN(submitted_at) AS oldest FROM applications
     WHERE status = 'diajukan' AND sent_to = ''`,
  )

  /**
   * The next lines of some statuses: one index walk a status, merged, so that no list is ever sorted whole.
   */
  function next(
    statuses: readonly ApplicationStatus[],
    after: Position,
    limit: number,
    origin: keyof typeof originPatterns = 'all',
  ): ApplicationSummary[] {
    return statuses
      .flatMap((status) => pageOfStatus.all(status, after.updatedAt, after.id, originPatterns[origin], limit))
      .sort((one, other) => compare(other.updatedAt, one.updatedAt) || compare(other.id, one.id))
      .slice(0, limit)
  }

  return {
    /** No status named means all of them. */
    list({ statuses, after }: CallInput<'applications.list'>): CallOutput<'applications.list'> {
      const wanted = statuses.length === 0 ? ApplicationStatus.options : [...new Set(statuses)]
      const found = next(wanted, after ?? beforeEverything, pageLength + 1)
      return { applications: found.slice(0, pageLength), more: found.length > pageLength }
    },

    homeSummary(): CallOutput<'home.summary'> {
      const midnight = startOfDay(moment(clock), readSetting(store, 'office').timeZone)
      const queue = waiting.get()
      return {
        returned: next(['dikembalikan'], beforeEverything, homeLength, 'own'),
        drafts: next(['draf'], beforeEverything, homeLength),
        submittedToday: submittedSince.get(midnight) ?? 0,
        waitingForVerification: queue?.count ?? 0,
        oldestWaiting: queue?.oldest ?? null,
      }
    },
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
