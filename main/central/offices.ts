import type { RowDataPacket } from 'mysql2'
import { type Connection, escapeId } from 'mysql2/promise'
import { newId } from '../store/identifiers.ts'
import { type AccountLimits, type CentreAccount, disableAccount, provisionAccount } from './account.ts'
import type { Administrator } from './administrator.ts'
import { officeRights } from './rights.ts'

/** An office as the administrator sees it. Sizes in bytes, times in UTC. */
export interface OfficeAtCentre {
  code: string
  /** Empty for an office that was registered without an activation file. */
  name: string
  account: string
  /**
   * Number of the keys its latest activation file is for, 0 for none; and whether the office has entered
   * them.
   */
  keyNumber: number
  keysEntered: boolean
  revokedAt: string | null
  devices: number
  /** The computer that was last seen, and when. */
  device: string | null
  lastSeenAt: string | null
  applications: number
  /** Applications whose scans are all there. */
  complete: number
  scans: number
  scanBytes: number
  refusals: number
}

const isOfficeCode = (code: string): boolean => /^\d{6}(\d{4})?$/.test(code)

const accountName = (code: string): string => `loket_${code}`

/** No hourly limit: an office that reconnects after two weeks sends more than any normal hour. */
const limits: AccountLimits = { connections: 40, queriesPerHour: 0 }

/**
 * Registers an office: a database account of its own that may call the office procedures and read its own
 * rows and those of its area. Undefined where the office is registered already, because a new password would
 * lock its computers out.
 * @param code Kemendagri code: kelurahan 10 digits, kecamatan 6 digits; RangeError for anything else
 */
export async function addOffice(
  administrator: Administrator,
  code: string,
  name = '',
): Promise<CentreAccount | undefined> {
  if (!isOfficeCode(code)) throw new RangeError('an office code has 6 or 10 digits')
  if (await findOffice(administrator, code)) return undefined
  const account = await provisionAccount(administrator, accountName(code), officeRights, limits)
  await administrator.connection.execute(
    'INSERT INTO offices (id, code, name, account, created_at) VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3))',
    [newId(), code, name, account.user],
  )
  return account
}

/**
 * Gives an office a new password, for example after the old one was lost or leaked, which also lifts a
 * revocation; undefined where it was never registered.
 */
export async function renewOffice(
  administrator: Administrator,
  code: string,
): Promise<CentreAccount | undefined> {
  if (!(await findOffice(administrator, code))) return undefined
  const account = await provisionAccount(administrator, accountName(code), officeRights, limits)
  await administrator.connection.execute('UPDATE offices SET account = ?, revoked_at = NULL WHERE code = ?', [
    account.user,
    code,
  ])
  return account
}

/**
 * Revokes an office's access at once, for example after its computer was stolen: its account is locked, its
 * open connections are ended, and every procedure and view rejects it. What it delivered stays. False where
 * it was never registered.
 */
export async function revokeOffice(administrator: Administrator, code: string): Promise<boolean> {
  if (!(await findOffice(administrator, code))) return false
  await disableAccount(administrator, accountName(code))
  await administrator.connection.execute(
    'UPDATE offices SET account = NULL, revoked_at = COALESCE(revoked_at, UTC_TIMESTAMP(3)) WHERE code = ?',
    [code],
  )
  return true
}

/** An office's name and key number; undefined where it was never registered. */
export async function findOffice(
  { connection, database }: Administrator,
  code: string,
): Promise<{ name: string; keyNumber: number } | undefined> {
  await connection.query(`USE ${escapeId(database)}`)
  const [rows] = await connection.execute<(RowDataPacket & { name: string; keyNumber: number })[]>(
    'SELECT name, key_number AS keyNumber FROM offices WHERE code = ?',
    [code],
  )
  return rows[0]
}

/** Stores the name and the key number of the activation file that was made for the office. */
export async function updateOffice(
  { connection }: Administrator,
  code: string,
  { name, keyNumber }: { name: string; keyNumber: number },
): Promise<void> {
  await connection.execute('UPDATE offices SET name = ?, key_number = ? WHERE code = ?', [
    name,
    keyNumber,
    code,
  ])
}

/** The accounts of all offices with access, in the current database. */
export async function officeAccounts(connection: Connection): Promise<string[]> {
  const [rows] = await connection.query<(RowDataPacket & { account: string })[]>(
    'SELECT account FROM offices WHERE account IS NOT NULL ORDER BY code',
  )
  return rows.map(({ account }) => account)
}

type StoredOffice = Omit<OfficeAtCentre, 'account' | 'keysEntered'> & { keysEntered: number }

/** All offices with what they delivered. */
export async function listOffices({ connection, database }: Administrator): Promise<OfficeAtCentre[]> {
  await connection.query(`USE ${escapeId(database)}`)
  const [rows] = await connection.query<(RowDataPacket & StoredOffice)[]>(
    `SELECT code, name, key_number AS keyNumber,
       EXISTS (SELECT 1 FROM directory_statements
               WHERE office_code = code AND kind = 'entry' AND directory_statements.key_number = offices.key_number)
         AS keysEntered,
       DATE_FORMAT(revoked_at, '%Y-%m-%dT%H:%i:%sZ') AS revokedAt,
       (SELECT COUNT(*) FROM devices WHERE office_id = offices.id) AS devices,
       (SELECT id FROM devices WHERE office_id = offices.id ORDER BY last_seen_at DESC LIMIT 1) AS device,
       (SELECT DATE_FORMAT(MAX(last_seen_at), '%Y-%m-%dT%H:%i:%sZ') FROM devices WHERE office_id = offices.id)
         AS lastSeenAt,
       (SELECT COUNT(*) FROM applications WHERE office_id = offices.id) AS applications,
       (SELECT COUNT(complete_at) FROM applications WHERE office_id = offices.id) AS complete,
       (SELECT COUNT(*) FROM scans WHERE office_id = offices.id) AS scans,
       (SELECT CAST(COALESCE(SUM(received), 0) AS DOUBLE) FROM scans WHERE office_id = offices.id) AS scanBytes,
       (SELECT COUNT(*) FROM refusals WHERE account = CONCAT('loket_', code)) AS refusals
     FROM offices ORDER BY code`,
  )
  return rows.map(({ keysEntered, ...row }) => ({
    ...row,
    account: accountName(row.code),
    keysEntered: keysEntered === 1,
  }))
}
