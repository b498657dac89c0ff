import type { ApplicationKind } from '../../shared/application-kind.ts'
import type { Application } from '../../shared/contract/application-calls.ts'
import type { CallInput, CallOutput } from '../../shared/contract/contract.ts'
import { type ApplicationForm, emptyForm } from '../../shared/form.ts'
import { Problem } from '../../shared/problems.ts'
import { isOpen } from '../../shared/status.ts'
import type { Documents } from '../documents/documents.ts'
import type { Actor } from '../journal/actor.ts'
import type { Journal } from '../journal/journal.ts'
import type { Packets } from '../packets/packets.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { type Store, transact } from '../store/store.ts'
import { submittedRecord } from './application-record.ts'
import { type ApplicationRow, type ApplicationTable, parseForm } from './application-table.ts'
import type { FormValidator } from './form-validator.ts'
import { packApplication } from './packed-application.ts'
import { createNumbering } from './registration-number.ts'

export interface ApplicationEditingDependencies {
  store: Store
  journal: Journal
  documents: Documents
  packets: Packets
  clock: Clock
  table: ApplicationTable
  validator: FormValidator
  view: (row: ApplicationRow) => Application
  indexPeople: (id: string, form: ApplicationForm) => void
}

/** What a clerk does with an application: create, save, submit and cancel. */
export function createApplicationEditing(dependencies: ApplicationEditingDependencies) {
  const { store, journal, documents, packets, clock, table, validator, view, indexPeople } = dependencies
  const nextNumber = createNumbering(store, clock)

  function getOpen(id: string): ApplicationRow {
    const row = table.get(id)
    if (row.fromOffice !== '') throw new Problem('application-elsewhere')
    if (!isOpen(row.status)) throw new Problem('application-closed')
    return row
  }

  /** An application that the kecamatan has not decided can still be withdrawn from it. */
  function getCancellable(id: string): ApplicationRow {
    const row = table.get(id)
    return row.status === 'diajukan' && row.sentTo !== '' ? row : getOpen(id)
  }

  function audit(actor: Actor, action: string, id: string, detail: Record<string, string | number>): void {
    journal.audit({ actor: actor.id, action, subject: id, detail })
  }

  return {
    create(actor: Actor, kind: ApplicationKind): Application {
      const id = newId()
      transact(store, () => {
        const form = emptyForm(validator.homeVillage)
        table.insert({ id, kind, form, actor: actor.id, at: moment(clock) })
        audit(actor, 'applications.create', id, { kind })
      })
      return view(table.get(id))
    },

    save(
      actor: Actor,
      { id, revision, kind, form }: CallInput<'applications.save'>,
    ): CallOutput<'applications.save'> {
      const saved = transact(store, () => {
        const row = getOpen(id)
        if (row.kind === kind && row.form === JSON.stringify(form)) return row.revision
        if (row.revision !== revision) throw new Problem('application-changed')
        table.update({ id, kind, form, at: moment(clock) })
        indexPeople(id, form)
        documents.onFormSaved(id)
        audit(actor, 'applications.save', id, { revision: revision + 1 })
        return revision + 1
      })
      return { revision: saved, ...validator.validate(id, kind, form) }
    },

    submit(actor: Actor, id: string, revision: number): CallOutput<'applications.submit'> {
      return transact(store, () => {
        const row = getOpen(id)
        if (row.revision !== revision) throw new Problem('application-changed')
        const { missing } = validator.validate(id, row.kind, parseForm(row))
        if (missing.length > 0) throw new Problem('application-incomplete', { count: missing.length })
        const number = row.number ?? nextNumber()
        const superior = packets.findSuperior()?.code ?? ''
        table.submit({ id, number, actor: actor.id, at: moment(clock), sentTo: superior })
        documents.purgeRemoved(id)
        const submitted = table.get(id)
        submittedRecord(submitted, documents)
        if (superior !== '') packets.send(superior, packApplication(submitted, documents))
        audit(actor, 'applications.submit', id, { number })
        return { number, application: view(submitted) }
      })
    },

    cancel(actor: Actor, id: string, reason: string): void {
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
  }
}
