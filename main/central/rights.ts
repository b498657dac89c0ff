import { type Connection, escapeId, escape as escapeText } from 'mysql2/promise'
import type { AgencyKind } from '../../shared/agency.ts'

/** DEFINER of procedures and views, with whose rights they run: locked, reads and writes rows and no more. */
export const definer = "'loket_centre'@'localhost'"

/** What an account of the centre may call and read. Of tables nobody has any rights at all. */
export interface Rights {
  procedures: readonly string[]
  views: readonly string[]
}

/** An office's: the procedures of its program, what it sent itself, and what was sent of its area. */
export const officeRights: Rights = {
  procedures: [
    'loket_hello',
    'loket_submit',
    'loket_submit_batch',
    'loket_upload_parts',
    'loket_pull',
    'loket_announce_packet',
    'loket_packets',
    'loket_read_packet',
    'loket_acknowledge_packets',
    'loket_enrol',
    'loket_directory',
  ],
  views: [
    'own_applications',
    'own_families',
    'own_people',
    'own_decisions',
    'own_letters',
    'own_overrides',
    'own_pages',
    'own_scans',
    'registry_applications',
    'registry_families',
    'registry_people',
    'registry_decisions',
  ],
}

const agencyViews: Record<AgencyKind, readonly string[]> = {
  dinsos: ['dinsos_cases', 'dinsos_people', 'dinsos_letters'],
  dinkes: ['dinkes_participants'],
  disdukcapil: ['disdukcapil_people'],
  bpjs: ['bpjs_participants'],
}

/** An agency's: the views of its task, once it has said what for. */
export const agencyRights = (kind: AgencyKind): Rights => ({
  procedures: ['loket_open_registry'],
  views: agencyViews[kind],
})

/** As an account is written in SQL; it may come from any address, but only over TLS. */
export const accountInSql = (account: string): string => `${escapeText(account)}@'%'`

/** Gives an account these rights; repeated, it restores what was lost with a procedure that was dropped. */
export async function grant(
  connection: Connection,
  database: string,
  account: string,
  { procedures, views }: Rights,
): Promise<void> {
  const schema = escapeId(database, true)
  const to = accountInSql(account)
  for (const name of procedures)
    await connection.query(`GRANT EXECUTE ON PROCEDURE ${schema}.${name} TO ${to}`)
  for (const name of views) await connection.query(`GRANT SELECT ON ${schema}.${name} TO ${to}`)
}
