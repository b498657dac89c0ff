import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Office } from '../../shared/office.ts'
import type { PacketAnswer } from '../../shared/packet.ts'
import type { Officer } from '../../shared/record.ts'
import { isUndecided } from '../../shared/status.ts'
import type { Documents } from '../documents/documents.ts'
import type { Journal } from '../journal/journal.ts'
import type { ApplicationContent, WithdrawnContent } from '../packets/content.ts'
import type { Packets } from '../packets/packets.ts'
import { type Clock, moment } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import type { Store } from '../store/store.ts'
import { submittedRecord } from './application-record.ts'
import type { ApplicationTable } from './application-table.ts'

export interface ReceivedApplicationsDependencies {
  store: Store
  journal: Journal
  documents: Documents
  packets: Packets
  clock: Clock
  table: ApplicationTable
  indexPeople: (id: string, form: ApplicationContent['form']) => void
}

/**
 * Takes in what the kelurahan of this area submit, and what they take back. A submission holds against everything
 * that came before it and against nothing that came after, in whichever order the packets arrive.
 */
export function createReceivedApplications(dependencies: ReceivedApplicationsDependencies) {
  const { store, journal, documents, packets, clock, table, indexPeople } = dependencies
  const ownCode = getOffice(store).office.code
  const saveOfficer = createOfficerNames(store)

  /** Our decision was final, and its packet seems not to have come. */
  function decided(id: string): PacketAnswer {
    packets.resendNewest(id, 'decision')
    return 'decided'
  }

  function insert(content: ApplicationContent, sender: Office): void {
    const { application: id, form, submittedBy } = content
    saveOfficer(submittedBy, sender)
    table.receive({
      id,
      number: content.number,
      kind: content.applicationKind,
      form,
      fromOffice: sender.code,
      actor: submittedBy.id,
      submittedAt: content.submittedAt,
      at: moment(clock),
    })
    indexPeople(id, form)
    documents.unpack(id, content)
    // What cannot be approved is not taken in.
    submittedRecord(table.get(id), documents)
  }

  /** Within the transaction that opens the packet. */
  function receiveSubmission(content: ApplicationContent, sender: Office): PacketAnswer {
    const id = content.application
    const existing = table.find(id)
    if (!sender.code.startsWith(ownCode) || sender.code === ownCode) return 'refused'
    if (existing !== undefined && existing.fromOffice !== sender.code) return 'refused'
    if (existing !== undefined && !isUndecided(existing.status) && existing.status !== 'dibatalkan') {
      return decided(id)
    }
    const newest = packets.receivedRevision(id, sender.code)
    if (newest > content.revision) return 'late'
    if (newest === content.revision && existing !== undefined) {
      // Asked again: it was returned, and that seems not to have come.
      if (existing.status === 'dikembalikan') packets.resendNewest(id, 'decision')
      return 'taken'
    }
    try {
      // A transaction within the packet's: what is not taken leaves nothing behind.
      store.transaction(() => insert(content, sender))()
    } catch (error) {
      if (isInvalidContent(error)) return 'refused'
      throw error
    }
    journal.audit({
      actor: content.submittedBy.id,
      action: 'applications.receive',
      subject: id,
      detail: { sender: sender.code, revision: content.revision },
    })
    return 'taken'
  }

  function receiveWithdrawal(content: WithdrawnContent, sender: Office): PacketAnswer {
    const { application: id, revision, reason, by } = content
    const existing = table.find(id)
    if (!sender.code.startsWith(ownCode) || sender.code === ownCode) return 'refused'
    if (existing !== undefined && existing.fromOffice !== sender.code) return 'refused'
    if (packets.receivedRevision(id, sender.code) > revision) return 'late'
    // Not here yet: that it was withdrawn is known by the time it comes.
    if (existing === undefined || existing.status === 'dibatalkan') return 'taken'
    if (!isUndecided(existing.status)) return decided(id)
    saveOfficer(by, sender)
    table.cancel({ id, reason, at: moment(clock) })
    documents.discardWorkingFiles(id)
    journal.audit({
      actor: by.id,
      action: 'applications.cancel',
      subject: id,
      detail: { sender: sender.code },
    })
    return 'taken'
  }

  return { receiveSubmission, receiveWithdrawal }
}

/** Names people of other offices as their packets do. */
export function createOfficerNames(store: Store): (officer: Officer, office: Office) => void {
  const insert = store.prepare<[string, string, string]>(
    `INSERT INTO officers (id, name, office) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE office = excluded.office`,
  )
  return ({ id, name }, office) => void insert.run(id, name, office.code)
}

/** Not strict enough to be approved, or in the place of something that is somebody else's. */
function isInvalidContent(error: unknown): boolean {
  if (error instanceof z.ZodError) return true
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')
}
