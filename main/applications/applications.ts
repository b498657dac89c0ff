import type { ApplicationKind } from '../../shared/application-kind.ts'
import type { Application, Duplicate, PersonMatch } from '../../shared/contract/application-calls.ts'
import type { CallInput, CallOutput } from '../../shared/contract/contract.ts'
import { type ApplicationForm, emptyForm } from '../../shared/form.ts'
import type { Office } from '../../shared/office.ts'
import type { PacketAnswer } from '../../shared/packet.ts'
import { Problem } from '../../shared/problems.ts'
import { ApplicationRecord } from '../../shared/record.ts'
import { type ApplicationStatus, isOpen, type Outcome, statusAfter } from '../../shared/status.ts'
import type { Documents } from '../documents/documents.ts'
import type { Actor } from '../journal/actor.ts'
import type { Journal } from '../journal/journal.ts'
import type { ApplicationContent, WithdrawnContent } from '../packets/content.ts'
import type { Packets } from '../packets/packets.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { type Store, transact } from '../store/store.ts'
import { createLines } from './application-lists.ts'
import { type Decision, submittedRecord } from './application-record.ts'
import { type ApplicationRow, createApplicationTable, parseForm } from './application-table.ts'
import { createApplicationView } from './application-view.ts'
import { createDuplicates } from './duplicates.ts'
import { createExaminer } from './examiner.ts'
import { packApplication } from './packed-application.ts'
import { createPeople } from './people.ts'
import { createIntake } from './received-applications.ts'
import { createNumbering } from './registration-number.ts'
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
  settle(id: string, outcome: Outcome, at: string): void
  /** What another office has submitted to this one, or taken back; within the transaction that opens its packet. */
  takeSubmission(content: ApplicationContent, sender: Office): PacketAnswer
  takeWithdrawal(content: WithdrawnContent, sender: Office): PacketAnswer
  /** Which office an application came from and which it was sent to; both empty for one that never left. */
  findJourney(id: string): { status: ApplicationStatus; fromOffice: string; sentTo: string } | undefined
  /** Puts the form of an approved application right, within the caller's transaction; gives the one before. */
  amend(id: string, change: (form: ApplicationForm) => ApplicationForm): ApplicationForm
  /** Ends an approved application, within the caller's transaction. */
  withdraw(id: string, reason: string): void
  /** A submitted application in its strict form, with the decision on it. */
  toRecord(id: string, decision: Decision): ApplicationRecord
}

export function createApplications(dependencies: ApplicationsDependencies): Applications {
  const { store, journal, documents, packets, clock } = dependencies
  const table = createApplicationTable(store)
  const examiner = createExaminer(store, documents, clock)
  const view = createApplicationView({ store, documents, packets, examiner })
  const lines = createLines(store, clock)
  const writePeople = createPeople(store)
  const nextNumber = createNumbering(store, clock)
  const findDuplicates = createDuplicates(store)
  const intake = createIntake({ ...dependencies, table, writePeople })

  function getOpen(id: string): ApplicationRow {
    const row = table.get(id)
    if (row.fromOffice !== '') throw new Problem('application-elsewhere')
    if (!isOpen(row.status)) throw new Problem('application-closed')
    return row
  }

  /** One that the kecamatan has not decided can still be taken back from it. */
  function getCancellable(id: string): ApplicationRow {
    const row = table.get(id)
    return row.status === 'diajukan' && row.sentTo !== '' ? row : getOpen(id)
  }

  function audit(actor: Actor, action: string, id: string, detail: Record<string, string | number>): void {
    journal.audit({ actor: actor.id, action, subject: id, detail })
  }

  return {
    reference: examiner.reference,
    homeSummary: lines.homeSummary,
    list: lines.list,
    search: createSearch(store),
    get: (id) => view(table.get(id)),
    duplicates: (id) => findDuplicates(id, parseForm(table.get(id))),

    create(actor, kind) {
      const id = newId()
      transact(store, () => {
        const form = emptyForm(examiner.homeVillage)
        table.insert({ id, kind, form, actor: actor.id, at: moment(clock) })
        audit(actor, 'applications.create', id, { kind })
      })
      return view(table.get(id))
    },

    save(actor, { id, revision, kind, form }) {
      const saved = transact(store, () => {
        const row = getOpen(id)
        if (row.kind === kind && row.form === JSON.stringify(form)) return row.revision
        if (row.revision !== revision) throw new Problem('application-changed')
        table.update({ id, kind, form, at: moment(clock) })
        writePeople(id, form)
        documents.formSaved(id)
        audit(actor, 'applications.save', id, { revision: revision + 1 })
        return revision + 1
      })
      return { revision: saved, ...examiner.examine(id, kind, form) }
    },

    submit(actor, id, revision) {
      return transact(store, () => {
        const row = getOpen(id)
        if (row.revision !== revision) throw new Problem('application-changed')
        const { missing } = examiner.examine(id, row.kind, parseForm(row))
        if (missing.length > 0) throw new Problem('application-incomplete', { count: missing.length })
        const number = row.number ?? nextNumber()
        const superior = packets.findSuperior()?.code ?? ''
        table.submit({ id, number, actor: actor.id, at: moment(clock), sentTo: superior })
        documents.forgetRemoved(id)
        const submitted = table.get(id)
        submittedRecord(submitted, documents)
        if (superior !== '') packets.send(superior, packApplication(submitted, documents))
        audit(actor, 'applications.submit', id, { number })
        return { number, application: view(submitted) }
      })
    },

    cancel(actor, id, reason) {
      transact(store, () => {
        const { sentTo, revision } = getCancellable(id)
        const at = moment(clock)
        table.cancel({ id, reason, at })
        documents.discardWorkingFiles(id)
        audit(actor, 'applications.cancel', id, {})
        if (sentTo === '') return
        const by = { id: actor.id, name: actor.name }
        const about = { version: 1 as const, application: id, revision: revision + 1 }
        packets.send(sentTo, { kind: 'withdrawn', ...about, reason, by, at })
      })
    },

    settle(id, outcome, at) {
      table.settle({ id, status: statusAfter[outcome], at })
    },

    ...intake,
    findJourney: (id) => table.find(id),

    amend(id, change) {
      const row = table.get(id)
      const before = parseForm(row)
      const form = change(before)
      table.update({ id, kind: row.kind, form, at: moment(clock) })
      writePeople(id, form)
      return before
    },

    withdraw(id, reason) {
      table.cancel({ id, reason, at: moment(clock) })
    },

    toRecord: (id, decision) =>
      ApplicationRecord.parse({ ...submittedRecord(table.get(id), documents), ...decision }),
  }
}
