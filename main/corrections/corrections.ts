import { ApplicationEvent } from '../../shared/application-event.ts'
import type { CallOutput } from '../../shared/contract/contract.ts'
import type { ConflictAnswer, ConflictView } from '../../shared/contract/correction-calls.ts'
import { withoutSeparators } from '../../shared/nik.ts'
import { Problem } from '../../shared/problems.ts'
import type { Applications } from '../applications/applications.ts'
import type { Actor } from '../journal/actor.ts'
import type { Journal } from '../journal/journal.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { type Store, transact } from '../store/store.ts'
import type { ChangeHandler } from '../sync/change-handler.ts'
import { toAppliedEvent } from './applied-event.ts'
import { createEventApplier } from './apply-event.ts'
import { createChangeHandlers } from './change-handlers.ts'
import { type ConflictRow, createConflictTable } from './conflict-table.ts'
import { createEventTable } from './event-table.ts'

export interface CorrectionsDependencies {
  store: Store
  journal: Journal
  applications: Applications
  /** The name of an office that the directory knows. */
  findOfficeName: (code: string) => string | undefined
  clock: Clock
}

/**
 * What happens to an application after its approval: withdrawals and corrections (UU 24/2013), and people whom two
 * offices propose. Every act throws `application-not-found`, `correction-closed` where there is nothing approved to
 * act on, and `correction-elsewhere` where another office delivered it.
 */
export interface Corrections {
  events(id: string): CallOutput<'corrections.events'>
  /** The application as a whole (null), or the proposal for one of its members. */
  withdraw(actor: Actor, id: string, memberId: string | null, reason: string): void
  /** Throws `correction-same` where that is its number already. */
  correctNik(actor: Actor, id: string, memberId: string, nik: string, reason: string): void
  correctNoKk(actor: Actor, id: string, noKk: string, reason: string): void
  countOpenConflicts(): number
  conflicts(): ConflictView[]
  /**
   * Sends our answer to the centre; it takes effect here once the centre says that it came before the other side's.
   * Throws `conflict-not-found`, `conflict-closed` where it was answered or settled before.
   */
  settle(actor: Actor, conflictId: string, answer: ConflictAnswer, reason: string): void
  /** What the centre tells of all this. */
  readonly handlers: readonly ChangeHandler[]
}

export function createCorrections(dependencies: CorrectionsDependencies): Corrections {
  const { store, journal, applications, findOfficeName, clock } = dependencies
  const events = createEventTable(store)
  const conflicts = createConflictTable(store)
  const applyEvent = createEventApplier(events, applications)

  const canCorrect = (id: string): boolean =>
    applications.get(id).status === 'disetujui' && events.isSentByUs(id)

  /** An approved application that this office delivered. */
  function getOwn(id: string) {
    const application = applications.get(id)
    if (application.status !== 'disetujui') throw new Problem('correction-closed')
    if (!events.isSentByUs(id)) throw new Problem('correction-elsewhere')
    return application
  }

  function getMember(id: string, memberId: string) {
    const member = getOwn(id).form.members.find((candidate) => candidate.id === memberId)
    if (member === undefined) throw new Problem('correction-closed')
    return member
  }

  /** What every event says of itself. */
  const event = (actor: Actor, application: string, reason: string) => ({
    version: 1 as const,
    id: newId(),
    application,
    reason,
    ...{ by: { id: actor.id, name: actor.name }, at: moment(clock) },
  })

  function record(actor: Actor, done: ApplicationEvent): void {
    const parsed = ApplicationEvent.parse(done)
    applyEvent(toAppliedEvent(parsed))
    journal.queue(parsed)
    journal.audit({ actor: actor.id, action: `corrections.${parsed.type}`, subject: parsed.application })
  }

  return {
    events: (id) => ({ events: events.list(id), canCorrect: canCorrect(id) }),

    withdraw(actor, id, memberId, reason) {
      transact(store, () => {
        if (memberId === null) getOwn(id)
        else if (!getMember(id, memberId).proposed) throw new Problem('correction-closed')
        record(actor, { ...event(actor, id, reason), type: 'withdrawal', member: memberId, conflict: null })
      })
    },

    correctNik(actor, id, memberId, nik, reason) {
      transact(store, () => {
        if (withoutSeparators(getMember(id, memberId).nik) === nik) throw new Problem('correction-same')
        record(actor, {
          ...event(actor, id, reason),
          type: 'nik-correction',
          member: memberId,
          nik,
          conflict: null,
        })
      })
    },

    correctNoKk(actor, id, noKk, reason) {
      transact(store, () => {
        if (withoutSeparators(getOwn(id).form.family.noKk) === noKk) throw new Problem('correction-same')
        record(actor, { ...event(actor, id, reason), type: 'no-kk-correction', noKk })
      })
    },

    countOpenConflicts: conflicts.countOpen,
    conflicts: () => conflicts.list().map((row) => toConflictView(row, findOfficeName)),

    settle(actor, conflictId, answer, reason) {
      transact(store, () => {
        const row = conflicts.find(conflictId)
        if (row === undefined) throw new Problem('conflict-not-found')
        const { application, member } = row.ours
        getMember(application, member)
        if (answer.type === 'nik-correction' && answer.nik === row.nik) throw new Problem('correction-same')
        const given = { ...event(actor, application, reason), ...answer, member, conflict: conflictId }
        const sent = ApplicationEvent.parse(given)
        if (!conflicts.answer(conflictId, sent, moment(clock))) throw new Problem('conflict-closed')
        journal.queue(sent)
        journal.audit({
          actor: actor.id,
          action: 'corrections.settle',
          subject: application,
          detail: { answer: answer.type },
        })
      })
    },

    handlers: createChangeHandlers({ store, journal, events, conflicts, applyEvent }),
  }
}

function toConflictView(
  row: ConflictRow,
  findOfficeName: (code: string) => string | undefined,
): ConflictView {
  const { id, nik, foundAt, ours, theirs, answeredAt, settlement } = row
  return {
    id,
    nik,
    foundAt,
    ours,
    theirs,
    answeredAt,
    theirOffice: findOfficeName(theirs.office) ?? null,
    settlement: settlement
      ? {
          ours: settlement.office === ours.office,
          type: settlement.type,
          reason: settlement.reason,
          settledAt: settlement.settledAt,
        }
      : null,
  }
}
