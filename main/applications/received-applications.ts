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

export interface IntakeDependencies {
  store: Store
  journal: Journal
  documents: Documents
  packets: Packets
  clock: Clock
  table: ApplicationTable
  writePeople: (id: string, form: ApplicationContent['form']) => void
}

/**
 * Takes in what the kelurahan of this area submit, and what they take back. A submission holds against everything
 * that came before it and against nothing that came after, in whichever order the packets arrive.
 */
export function createIntake(dependencies: IntakeDependencies) {
  const { store, journal, documents, packets, clock, table, writePeople } = dependencies
  const own = getOffice(store).office.code
  const rememberOfficer = createOfficers(store)

  /** Our decision was final, and its packet seems not to have come. */
  function decided(id: string): PacketAnswer {
    packets.repeat(id, 'decision')
    return 'decided'
  }

  function put(content: ApplicationContent, sender: Office): void {
    const { application: id, form, submittedBy } = content
    rememberOfficer(submittedBy, sender)
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
    writePeople(id, form)
    documents.unpack(id, content)
    // What cannot be approved is not taken in.
    submittedRecord(table.get(id), documents)
  }

  /** Within the transaction that opens the packet. */
  function takeSubmission(content: ApplicationContent, sender: Office): PacketAnswer {
    const id = content.application
    const standing = table.find(id)
    if (!sender.code.startsWith(own) || sender.code === own) return 'refused'
    if (standing !== undefined && standing.fromOffice !== sender.code) return 'refused'
    if (standing !== undefined && !isUndecided(standing.status) && standing.status !== 'dibatalkan') {
      return decided(id)
    }
    const newest = packets.receivedRevision(id, sender.code)
    if (newest > content.revision) return 'late'
    if (newest === content.revision && standing !== undefined) {
      // Asked again: it was returned, and that seems not to have come.
      if (standing.status === 'dikembalikan') packets.repeat(id, 'decision')
      return 'taken'
    }
    try {
      // A transaction within the packet's: what is not taken leaves nothing behind.
      store.transaction(() => put(content, sender))()
    } catch (error) {
      if (isContentAtFault(error)) return 'refused'
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

  function takeWithdrawal(content: WithdrawnContent, sender: Office): PacketAnswer {
    const { application: id, revision, reason, by } = content
    const standing = table.find(id)
    if (!sender.code.startsWith(own) || sender.code === own) return 'refused'
    if (standing !== undefined && standing.fromOffice !== sender.code) return 'refused'
    if (packets.receivedRevision(id, sender.code) > revision) return 'late'
    // Not here yet: that it was withdrawn is known by the time it comes.
    if (standing === undefined || standing.status === 'dibatalkan') return 'taken'
    if (!isUndecided(standing.status)) return decided(id)
    rememberOfficer(by, sender)
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

  return { takeSubmission, takeWithdrawal }
}

/** Names people of other offices as their packets do. */
export function createOfficers(store: Store): (officer: Officer, office: Office) => void {
  const insert = store.prepare<[string, string, string]>(
    `INSERT INTO officers (id, name, office) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE office = excluded.office`,
  )
  return ({ id, name }, office) => void insert.run(id, name, office.code)
}

/** Not strict enough to be approved, or in the place of something that is somebody else's. */
function isContentAtFault(error: unknown): boolean {
  if (error instanceof z.ZodError) return true
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')
}
