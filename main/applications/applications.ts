import type { ApplicationKind } from '../../shared/application-kind.ts'
import type { Application, Duplicate, PersonMatch } from '../../shared/contract/application-calls.ts'
import type { CallInput, CallOutput } from '../../shared/contract/contract.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import type { Office } from '../../shared/office.ts'
import type { PacketAnswer } from '../../shared/packet.ts'
import { ApplicationRecord } from '../../shared/record.ts'
import { type ApplicationStatus, type Outcome, statusAfter } from '../../shared/status.ts'
import type { Documents } from '../documents/documents.ts'
import type { Actor } from '../journal/actor.ts'
import type { Journal } from '../journal/journal.ts'
import type { ApplicationContent, WithdrawnContent } from '../packets/content.ts'
import type { Packets } from '../packets/packets.ts'
import { type Clock, moment } from '../store/clock.ts'
import type { Store } from '../store/store.ts'
import { createApplicationEditing } from './application-editing.ts'
import { createApplicationLists } from './application-lists.ts'
import { type Decision, submittedRecord } from './application-record.ts'
import { createApplicationTable, parseForm } from './application-table.ts'
import { createApplicationView } from './application-view.ts'
import { createDuplicates } from './duplicates.ts'
import { createFormValidator } from './form-validator.ts'
import { createPeopleIndex } from './people-index.ts'
import { createReceivedApplications } from './received-applications.ts'
import { createSearch } from './search.ts'

export interface ApplicationsDependencies {
  store: Store
  journal: Journal
  documents: Documents
  packets: Packets
  clock: Clock
}

/**
 * The applications of this office, for its clerks and verifiers alike: whoever is signed in here sees them all.
 * Every act throws `application-not-found`; acts on a form throw `application-closed` once it is submitted.
 */
export interface Applications {
  reference(): CallOutput<'reference.get'>
  homeSummary(): CallOutput<'home.summary'>
  create(actor: Actor, kind: ApplicationKind): Application
  get(id: string): Application
  /** Last changed first, after the line named; no status means all. */
  list(query: CallInput<'applications.list'>): CallOutput<'applications.list'>
  /**
   * Keeps the whole form as typed. Throws `application-changed` where the form was saved elsewhere since the
   * revision it was typed on; the same form again is no change and always succeeds.
   */
  save(actor: Actor, change: CallInput<'applications.save'>): CallOutput<'applications.save'>
  /** Throws `application-incomplete` with the number of things missing (SOLID-12.2), `application-changed`. */
  submit(actor: Actor, id: string, revision: number): CallOutput<'applications.submit'>
  /** Also what the kecamatan has not decided yet; should its decision be on its way already, that holds. */
  cancel(actor: Actor, id: string, reason: string): void
  search(typed: string): PersonMatch[]
  duplicates(id: string): Duplicate[]
  /** The status after a decision, from the moment it is signed; within the transaction of the signature. */
  recordOutcome(id: string, outcome: Outcome, at: string): void
  /** What another office has submitted to this one, or taken back; within the transaction that opens its packet. */
  receiveSubmission(content: ApplicationContent, sender: Office): PacketAnswer
  receiveWithdrawal(content: WithdrawnContent, sender: Office): PacketAnswer
  /** Which office an application came from and which it was sent to; both empty for one that never left. */
  findRouting(id: string): { status: ApplicationStatus; fromOffice: string; sentTo: string } | undefined
  /** Puts the form of an approved application right, within the caller's transaction; gives the one before. */
  amend(id: string, change: (form: ApplicationForm) => ApplicationForm): ApplicationForm
  /** Ends an approved application, within the caller's transaction. */
  withdraw(id: string, reason: string): void
  /** A submitted application in its strict form, with the decision on it. */
  toRecord(id: string, decision: Decision): ApplicationRecord
}

export function createApplications(dependencies: ApplicationsDependencies): Applications {
  const { store, documents, packets, clock } = dependencies
  const table = createApplicationTable(store)
  const validator = createFormValidator(store, documents, clock)
  const view = createApplicationView({ store, documents, packets, validator })
  const lists = createApplicationLists(store, clock)
  const indexPeople = createPeopleIndex(store)
  const findDuplicates = createDuplicates(store)

  return {
    reference: validator.reference,
    homeSummary: lists.homeSummary,
    list: lists.list,
    search: createSearch(store),
    get: (id) => view(table.get(id)),
    duplicates: (id) => findDuplicates(id, parseForm(table.get(id))),

    recordOutcome(id, outcome, at) {
      table.setStatus({ id, status: statusAfter[outcome], at })
    },

    ...createApplicationEditing({ ...dependencies, table, validator, view, indexPeople }),
    ...createReceivedApplications({ ...dependencies, table, indexPeople }),
    findRouting: (id) => table.find(id),

    amend(id, change) {
      const row = table.get(id)
      const before = parseForm(row)
      const form = change(before)
      table.update({ id, kind: row.kind, form, at: moment(clock) })
      indexPeople(id, form)
      return before
    },

    withdraw(id, reason) {
      table.cancel({ id, reason, at: moment(clock) })
    },

    toRecord: (id, decision) =>
      ApplicationRecord.parse({ ...submittedRecord(table.get(id), documents), ...decision }),
  }
}
