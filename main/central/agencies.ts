import type { RowDataPacket } from 'mysql2'
import { type Connection, escapeId } from 'mysql2/promise'
import { AgencyKind } from '../../shared/agency.ts'
import { newId } from '../store/identifiers.ts'
import { type AccountLimits, type CentreAccount, disableAccount, provisionAccount } from './account.ts'
import type { Administrator } from './administrator.ts'
import { agencyRights } from './rights.ts'

/**
 * An agency and the area it reads: the Kemendagri code of a province (2 digits), city (4), kecamatan or
 * kelurahan.
 */
export interface AgencyName {
  kind: AgencyKind
  area: string
}

/** An agency as the administrator sees it; times in UTC. */
export interface AgencyAtCentre extends AgencyName {
  name: string
  account: string
  revokedAt: string | null
  /** How many sessions it opened by stating its purpose, and when the last one was. */
  visits: number
  lastVisitAt: string | null
}

const accountName = ({ kind, area }: AgencyName): string => `loket_${kind}_${area}`

/** Enough for a person or a nightly program; a copy of the whole registry is one statement anyway. */
const limits: AccountLimits = { connections: 10, queriesPerHour: 3_600 }

/** Registers an agency; undefined where it is registered already. */
export async function addAgency(
  administrator: Administrator,
  agency: AgencyName,
  name: string,
): Promise<CentreAccount | undefined> {
  if (await agencyExists(administrator, agency)) return undefined
  const account = await provisionAccount(
    administrator,
    accountName(agency),
    agencyRights(agency.kind),
    limits,
  )
  await administrator.connection.execute(
    'INSERT INTO agencies (id, kind, area, name, account, created_at) VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))',
    [newId(), agency.kind, agency.area, name, account.user],
  )
  return account
}

/** Gives an agency a new password, which also lifts a revocation; undefined where it was never registered. */
export async function renewAgency(
  administrator: Administrator,
  agency: AgencyName,
): Promise<CentreAccount | undefined> {
  if (!(await agencyExists(administrator, agency))) return undefined
  const account = await provisionAccount(
    administrator,
    accountName(agency),
    agencyRights(agency.kind),
    limits,
  )
  await administrator.connection.execute(
    'UPDATE agencies SET account = ?, revoked_at = NULL WHERE kind = ? AND area = ?',
    [account.user, agency.kind, agency.area],
  )
  return account
}

/** Revokes an agency's access at once; false where it was never registered. */
export async function revokeAgency(administrator: Administrator, agency: AgencyName): Promise<boolean> {
  if (!(await agencyExists(administrator, agency))) return false
  await disableAccount(administrator, accountName(agency))
  await administrator.connection.execute(
    `UPDATE agencies SET account = NULL, revoked_at = COALESCE(revoked_at, UTC_TIMESTAMP(3))
     WHERE kind = ? AND area = ?`,
    [agency.kind, agency.area],
  )
  return true
}

async function agencyExists(
  { connection, database }: Administrator,
  { kind, area }: AgencyName,
): Promise<boolean> {
  await connection.query(`USE ${escapeId(database)}`)
  const [rows] = await connection.execute<RowDataPacket[]>(
    'SELECT 1 FROM agencies WHERE kind = ? AND area = ?',
    [kind, area],
  )
  return rows.length > 0
}

/** The accounts of all agencies with access, in the current database. */
export async function agencyAccounts(
  connection: Connection,
): Promise<{ account: string; kind: AgencyKind }[]> {
  const [rows] = await connection.query<(RowDataPacket & { account: string; kind: string })[]>(
    'SELECT account, kind FROM agencies WHERE account IS NOT NULL ORDER BY kind, area',
  )
  return rows.map(({ account, kind }) => ({ account, kind: AgencyKind.parse(kind) }))
}

/** All agencies with their visits. */
export async function listAgencies({ connection, database }: Administrator): Promise<AgencyAtCentre[]> {
  await connection.query(`USE ${escapeId(database)}`)
  const [rows] = await connection.query<(RowDataPacket & AgencyAtCentre)[]>(
    `SELECT kind, area, name, CONCAT('loket_', kind, '_', area) AS account,
       DATE_FORMAT(revoked_at, '%Y-%m-%dT%H:%i:%sZ') AS revokedAt,
       COUNT(agency_visits.id) AS visits, DATE_FORMAT(MAX(entered_at), '%Y-%m-%dT%H:%i:%sZ') AS lastVisitAt
     FROM agencies
     LEFT JOIN agency_visits ON agency_visits.account = CONCAT('loket_', kind, '_', area)
     GROUP BY agencies.id, kind, area, name, revoked_at ORDER BY kind, area`,
  )
  return rows
}
