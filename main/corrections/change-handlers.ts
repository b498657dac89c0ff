import {
  ConflictChange,
  ConflictSettled,
  CorrectionChange,
  RecordCompleteChange,
  WithdrawalChange,
} from '../../shared/feed.ts'
import type { Journal } from '../journal/journal.ts'
import { getOffice } from '../store/office.ts'
import type { Store } from '../store/store.ts'
import { type ChangeHandler, handleChange } from '../sync/change-handler.ts'
import type { createConflictTable } from './conflict-table.ts'
import { type Deed, deedOf } from './deed.ts'
import type { createEventTable } from './event-table.ts'

interface HandlersDependencies {
  store: Store
  journal: Journal
  events: ReturnType<typeof createEventTable>
  conflicts: ReturnType<typeof createConflictTable>
  carryOut: (deed: Deed) => void
}

/**
 * What the centre tells of applications after approval. Each holds in whatever order they come, because some may have
 * waited for an upgrade; what concerns an application that this computer does not have leaves nothing here.
 */
export function createChangeHandlers(dependencies: HandlersDependencies): ChangeHandler[] {
  const { store, journal, events, conflicts, carryOut } = dependencies
  const has = store.prepare<[string], 1>('SELECT 1 FROM applications WHERE id = ?')
  const isHere = (application: string): boolean => has.get(application) !== undefined

  /** The kecamatan has done something to an application of this kelurahan. */
  function takeDeed(change: WithdrawalChange | CorrectionChange): void {
    if (!isHere(change.application) || events.has(change.operation)) return
    const { operation: id, application: applicationId, type, reason, officer, at } = change
    const number = 'number' in change ? change.number : ''
    carryOut({ id, applicationId, type, memberId: change.member, number, reason, officer, at })
    journal.audit({ actor: 'pusat', action: `corrections.${type}`, subject: applicationId })
  }

  function takeConflict({ conflict: id, nik, foundAt, sides }: ConflictChange): void {
    const own = getOffice(store).office.code
    const [one, other] = sides
    const [ours, theirs] = one.office === own ? [one, other] : [other, one]
    conflicts.insert({ id, nik, foundAt, ours, theirs })
    journal.audit({ actor: 'pusat', action: 'corrections.conflict', subject: ours.application })
  }

  /** Answers false where the conflict itself is still to come. */
  function takeSettlement(settlement: ConflictSettled): boolean {
    const row = conflicts.find(settlement.conflict)
    if (row === undefined) return false
    conflicts.settle(settlement)
    // Ours came first; the other side's would leave ours as it is.
    if (row.answer?.id === settlement.operation && isHere(row.ours.application)) carryOut(deedOf(row.answer))
    journal.audit({ actor: 'pusat', action: 'corrections.settled', subject: row.ours.application })
    return true
  }

  return [
    handleChange('withdrawal', WithdrawalChange, takeDeed),
    handleChange('correction', CorrectionChange, takeDeed),
    handleChange('record-complete', RecordCompleteChange, ({ application, completeAt }) =>
      events.complete(application, completeAt),
    ),
    handleChange('conflict', ConflictChange, takeConflict),
    {
      kind: 'conflict-settled',
      take(payload) {
        const parsed = ConflictSettled.safeParse(payload)
        return parsed.success && takeSettlement(parsed.data)
      },
    },
  ]
}
