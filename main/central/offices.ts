import { randomBytes } from 'node:crypto'
import type { RowDataPacket } from 'mysql2'
import { type Connection, escapeId, escape as escapeText } from 'mysql2/promise'
import { newId } from '../store/identifiers.ts'
import type { Administrator } from './administrator.ts'

/** All that an office's account may do. */
const procedures = ['loket_hello', 'loket_submit', 'loket_put_pieces']
const views = [
  'own_applications',
  'own_families',
  'own_people',
  'own_decisions',
  'own_letters',
  'own_overrides',
  'own_pages',
  'own_scans',
]

/** An office's account: name and password, to be handed over once; the centre keeps no more than a hash. */
export interface OfficeAccount {
  user: string
  password: string
}

/** An office as the administrator sees it. Sizes in bytes, times in UTC. */
export interface OfficeAtCentre {
  code: string
  account: string
  devices: number
  lastSeenAt: string | null
  applications: number
  /** Applications of which all scans are there. */
  complete: number
  scans: number
  scanBytes: number
  refusals: number
}

const isOfficeCode = (code: string): boolean => /^\d{6}(\d{4})?$/.test(code)

const accountName = (code: string): string => `loket_${code}`

/** As an account is written in SQL; the office may call from any address, but only over TLS. */
const accountInSql = (account: string): string => `${escapeText(account)}@'%'`

/**
 * Lets an office in: a database account of its own that may call the office procedures and read its own rows.
 * Answers undefined where the office is already in, because a new password would shut its computers out.
 * @param code Kemendagri code: kelurahan 10 digits, kecamatan 6 digits; RangeError for anything else
 */
export async function addOffice(
  administrator: Administrator,
  code: string,
): Promise<OfficeAccount | undefined> {
  if (!isOfficeCode(code)) throw new RangeError('an office code has 6 or 10 digits')
  const { connection, database } = administrator
  await connection.query(`USE ${escapeId(database)}`)
  const user = accountName(code)
  if ((await officeAccounts(connection)).includes(user)) return undefined
  const account = await giveAccount(administrator, user)
  await connection.execute(
    'INSERT INTO offices (id, code, account, created_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))',
    [newId(), code, user],
  )
  return account
}

/** Gives an office a new password, as when the old one was lost or seen; undefined where it is not in. */
export async function renewOffice(
  administrator: Administrator,
  code: string,
): Promise<OfficeAccount | undefined> {
  const { connection, database } = administrator
  await connection.query(`USE ${escapeId(database)}`)
  const user = accountName(code)
  return (await officeAccounts(connection)).includes(user) ? giveAccount(administrator, user) : undefined
}

async function giveAccount({ connection, database }: Administrator, user: string): Promise<OfficeAccount> {
  const password = randomBytes(24).toString('base64url')
  const account = accountInSql(user)
  const terms = `IDENTIFIED BY ${escapeText(password)} REQUIRE SSL WITH MAX_USER_CONNECTIONS 40`
  // Both, so that an account left over from an `add` that was cut gets the password that is told.
  await connection.query(`CREATE USER IF NOT EXISTS ${account} ${terms}`)
  await connection.query(`ALTER USER ${account} ${terms}`)
  await grantOffice(connection, database, user)
  return { user, password }
}

/** Gives an account exactly the rights of an office. */
export async function grantOffice(connection: Connection, database: string, user: string): Promise<void> {
  const schema = escapeId(database, true)
  const account = accountInSql(user)
  for (const name of procedures) {
    await connection.query(`GRANT EXECUTE ON PROCEDURE ${schema}.${name} TO ${account}`)
  }
  for (const name of views) await connection.query(`GRANT SELECT ON ${schema}.${name} TO ${account}`)
}

/** The accounts of all offices, of the database in use; none before the first version of the schema. */
export async function officeAccounts(connection: Connection): Promise<string[]> {
  const [rows] = await connection.query<(RowDataPacket & { account: string })[]>(
    'SELECT account FROM offices ORDER BY code',
  )
  return rows.map(({ account }) => account)
}

/** How every office stands. */
export async function listOffices({ connection, database }: Administrator): Promise<OfficeAtCentre[]> {
  await connection.query(`USE ${escapeId(database)}`)
  const [rows] = await connection.query<(RowDataPacket & OfficeAtCentre)[]>(
    `SELECT code, account,
       (SELECT COUNT(*) FROM devices WHERE office_id = offices.id) AS devices,
       (SELECT DATE_FORMAT(MAX(last_seen_at), '%Y-%m-%dT%H:%i:%sZ') FROM devices WHERE office_id = offices.id)
         AS lastSeenAt,
       (SELECT COUNT(*) FROM applications WHERE office_id = offices.id) AS applications,
       (SELECT COUNT(complete_at) FROM applications WHERE office_id = offices.id) AS complete,
       (SELECT COUNT(*) FROM scans WHERE office_id = offices.id) AS scans,
       (SELECT CAST(COALESCE(SUM(held), 0) AS DOUBLE) FROM scans WHERE office_id = offices.id) AS scanBytes,
       (SELECT COUNT(*) FROM refusals WHERE account = offices.account) AS refusals
     FROM offices ORDER BY code`,
  )
  return rows
}
