import { randomBytes } from 'node:crypto'
import type { RowDataPacket } from 'mysql2'
import { type Connection, escape as escapeText } from 'mysql2/promise'
import type { Administrator } from './administrator.ts'
import { grant, quoteAccount, type Rights } from './rights.ts'

/** A database account; the password is shown once, the centre stores only its hash. */
export interface CentreAccount {
  user: string
  password: string
}

/** Resource limits of an account, so that a leaked or broken one does not starve the others. */
export interface AccountLimits {
  connections: number
  /** Statements per hour; 0 for no limit. */
  queriesPerHour: number
}

/**
 * Creates an account with a new password, or gives an existing one a new password and unlocks it. It can
 * connect only over TLS.
 */
export async function provisionAccount(
  { connection, database }: Administrator,
  user: string,
  rights: Rights,
  { connections, queriesPerHour }: AccountLimits,
): Promise<CentreAccount> {
  const password = randomBytes(24).toString('base64url')
  const account = quoteAccount(user)
  const limits = `MAX_USER_CONNECTIONS ${connections} MAX_QUERIES_PER_HOUR ${queriesPerHour}`
  const terms = `IDENTIFIED BY ${escapeText(password)} REQUIRE SSL WITH ${limits} ACCOUNT UNLOCK`
  // Both, so that an account left over from an interrupted `add` gets the password that is shown.
  await connection.query(`CREATE USER IF NOT EXISTS ${account} ${terms}`)
  await connection.query(`ALTER USER ${account} ${terms}`)
  await grant(connection, database, user, rights)
  return { user, password }
}

/** Locks an account and ends its open connections. */
export async function disableAccount({ connection }: Administrator, user: string): Promise<void> {
  await connection.query(`ALTER USER ${quoteAccount(user)} ACCOUNT LOCK`)
  const [open] = await connection.execute<(RowDataPacket & { id: number })[]>(
    'SELECT id FROM information_schema.processlist WHERE user = ?',
    [user],
  )
  for (const { id } of open) await killConnection(connection, id)
}

/** ER_NO_SUCH_THREAD: the connection has ended meanwhile. */
const unknownThread = 1094

async function killConnection(connection: Connection, id: number): Promise<void> {
  try {
    await connection.query(`KILL CONNECTION ${id}`)
  } catch (error) {
    if (!(error instanceof Error && 'errno' in error && error.errno === unknownThread)) throw error
  }
}
