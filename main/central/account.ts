import { randomBytes } from 'node:crypto'
import type { RowDataPacket } from 'mysql2'
import { type Connection, escape as escapeText } from 'mysql2/promise'
import type { Administrator } from './administrator.ts'
import { accountInSql, grant, type Rights } from './rights.ts'

/** A database account: name and password, to be handed over once; the centre keeps no more than a hash. */
export interface CentreAccount {
  user: string
  password: string
}

/** What one account may take of the server's, so that a leaked or broken one does not starve the others. */
export interface AccountLimits {
  connections: number
  /** Statements in an hour; 0 for as many as come. */
  queriesPerHour: number
}

/**
 * Makes an account with a new password, or gives one that is there a new password and opens it where it was shut.
 * It comes in only over TLS.
 */
export async function giveAccount(
  { connection, database }: Administrator,
  user: string,
  rights: Rights,
  { connections, queriesPerHour }: AccountLimits,
): Promise<CentreAccount> {
  const password = randomBytes(24).toString('base64url')
  const account = accountInSql(user)
  const limits = `MAX_USER_CONNECTIONS ${connections} MAX_QUERIES_PER_HOUR ${queriesPerHour}`
  const terms = `IDENTIFIED BY ${escapeText(password)} REQUIRE SSL WITH ${limits} ACCOUNT UNLOCK`
  // Both, so that an account left over from an `add` that was cut gets the password that is told.
  await connection.query(`CREATE USER IF NOT EXISTS ${account} ${terms}`)
  await connection.query(`ALTER USER ${account} ${terms}`)
  await grant(connection, database, user, rights)
  return { user, password }
}

/** Shuts an account from this moment: nobody comes in by it any more, and who is in is thrown out. */
export async function shutAccount({ connection }: Administrator, user: string): Promise<void> {
  await connection.query(`ALTER USER ${accountInSql(user)} ACCOUNT LOCK`)
  const [open] = await connection.execute<(RowDataPacket & { id: number })[]>(
    'SELECT id FROM information_schema.processlist WHERE user = ?',
    [user],
  )
  for (const { id } of open) await endConnection(connection, id)
}

/** No such thread: it ended by itself meanwhile. */
const threadUnknown = 1094

async function endConnection(connection: Connection, id: number): Promise<void> {
  try {
    await connection.query(`KILL CONNECTION ${id}`)
  } catch (error) {
    if (!(error instanceof Error && 'errno' in error && error.errno === threadUnknown)) throw error
  }
}
