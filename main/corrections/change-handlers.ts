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
import { type AppliedEvent, toAppliedEvent } from './applied-event.ts'
import type { createConflictTable } from './conflict-table.ts'
import type { createEventTable } from './event-table.ts'

interface ChangeHandlersDependencies {
  store: Store
  journal: Journal
  events: ReturnType<typeof createEventTable>
  conflicts: ReturnType<typeof createConflictTable>
  applyEvent: (deed: AppliedEvent) => void
}

/**
 * What the centre tells of applications after approval. Each holds in whatever order they come, because some may have
 * waited for an upgrade; what concerns an application that this computer does not have leaves nothing here.
 */
export function createChangeHandlers(dependencies: ChangeHandlersDependencies): ChangeHandler[] {
  const { store, journal, events, conflicts, applyEvent } = dependencies
  const has = store.prepare<[string], 1>('SELECT 1 FROM applications WHERE id = ?')
  const isStored = (application: string): boolean => has.get(application) !== undefined

  /** The kecamatan has done something to an application of this kelurahan. */
  function handleEvent(change: WithdrawalChange | CorrectionChange): void {
    if (!isStored(change.application) || events.has(change.operation)) return
    const { operation: id, application: applicationId, type, reason, officer, at } = change
    const number = 'number' in change ? change.number : ''
    applyEvent({ id, applicationId, type, memberId: change.member, number, reason, officer, at })
    journal.audit({ actor: 'pusat', action: `corrections.${type}`, subject: applicationId })
  }

  function handleConflict({ conflict: id, nik, foundAt, sides }: ConflictChange): void {
    const ownCode = getOffice(store).office.code
    const [one, other] = sides
    const [ours, theirs] = one.office === ownCode ? [one, other] : [other, one]
    conflicts.insert({ id, nik, foundAt, ours, theirs })
    journal.audit({ actor: 'pusat', action: 'corrections.conflict', subject: ours.application })
  }

  /** Answers false where the conflict itself is still to come. */
  function handleSettlement(settlement: ConflictSettled): boolean {
    const row = conflicts.find(settlement.conflict)
    if (row === undefined) return false
    conflicts.settle(settlement)
    // Ours came first; the other side's would leave ours as it is.
    if (row.answer?.id === settlement.operation && isStored(row.ours.application))
      applyEvent(toAppliedEvent(row.answer))
    journal.audit({ actor: 'pusat', action: 'corrections.settled', subject: row.ours.application })
    return true
  }

  return [
    handleChange('withdrawal', WithdrawalChange, handleEvent),
    handleChange('correction', CorrectionChange, handleEvent),
    handleChange('record-complete', RecordCompleteChange, ({ application, completeAt }) =>
      events.complete(application, completeAt),
    ),
    handleChange('conflict', ConflictChange, handleConflict),
    {
      kind: 'conflict-settled',
      handle(payload) {
        const parsed = ConflictSettled.safeParse(payload)
        return parsed.success && handleSettlement(parsed.data)
      },
    },
  ]
}
