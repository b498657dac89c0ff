import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { RowDataPacket } from 'mysql2'
import { type Connection, escapeId } from 'mysql2/promise'
import { Problem } from '../../shared/problems.ts'
import type { Administrator } from './administrator.ts'
import { agencyAccounts } from './agencies.ts'
import { officeAccounts } from './offices.ts'
import { agencyRights, definer, grant, officeRights } from './rights.ts'
import { applyRoutines, centralRoutines, schemaFolder } from './routines.ts'
import { splitScript } from './sql-script.ts'

interface Migration {
  version: number
  name: string
  statements: string[]
}

/** What an upgrade applied: versions of the tables, and procedures and views by name. */
export interface Applied {
  versions: number[]
  routines: string[]
}

/** The numbered files of `migrations` below a folder, in order: `0001_baseline.sql` makes version 1. */
export function centralMigrations(folder = schemaFolder()): Migration[] {
  return fs
    .readdirSync(path.join(folder, 'migrations'))
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 4)),
      name,
      statements: splitScript(fs.readFileSync(path.join(folder, 'migrations', name), 'utf8')),
    }))
}

/** Makes the database where there is none, and brings it to the newest version; see `migrate`. */
export async function install(administrator: Administrator): Promise<Applied> {
  const { connection, database } = administrator
  const charset = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${escapeId(database)} ${charset}`)
  // A database that was made beforehand may compare text in its own way; the keys must be exact.
  await connection.query(`ALTER DATABASE ${escapeId(database)} ${charset}`)
  await connection.query(`USE ${escapeId(database)}`)
  await connection.query(
    `CREATE TABLE IF NOT EXISTS schema_versions (
       version INT NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL, applied_at DATETIME(3) NOT NULL
     ) ENGINE = InnoDB`,
  )
  await connection.query(
    `CREATE USER IF NOT EXISTS ${definer} IDENTIFIED BY '${randomBytes(24).toString('base64url')}' ACCOUNT LOCK`,
  )
  // `_` in a database's name would stand for any letter here.
  const pattern = escapeId(database.replaceAll('_', '\\_'), true)
  await connection.query(`GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON ${pattern}.* TO ${definer}`)
  return migrate(administrator)
}

/**
 * Brings an installed schema to the newest version: tables by numbered migrations, one file after the other,
 * then every procedure and view whose file has changed; and grants every account its rights again, because a
 * procedure that was dropped has lost them. MySQL cannot roll back DDL, so a migration's statements are
 * idempotent: where it was interrupted, it is applied again.
 * Throws `centre-outdated` where nothing is installed, or where the tables are of a newer program.
 * @param folder holds `migrations`, `procedures` and `views`; another one than the program's own in tests
 */
export async function migrate(
  { connection, database }: Administrator,
  folder = schemaFolder(),
): Promise<Applied> {
  const migrations = centralMigrations(folder)
  const routines = centralRoutines(folder)
  const current = await schemaVersion(connection, database)
  if (current === undefined) throw notInstalled(database)
  if (current > (migrations.at(-1)?.version ?? 0)) {
    throw new Problem('centre-outdated', {}, { cause: new Error('the schema is newer than this program') })
  }
  await connection.query(`USE ${escapeId(database)}`)
  // Two administrators at once: the second one waits, then finds nothing to do.
  await connection.query("SELECT GET_LOCK('solid_loket_migration', 60)")
  try {
    // Procedures keep the mode they were created in: what does not fit is an error, never truncated.
    await connection.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE'")
    const before = (await schemaVersion(connection, database)) ?? 0
    const due = migrations.filter(({ version }) => version > before)
    for (const { version, name, statements } of due) {
      for (const statement of statements) await connection.query(statement)
      await connection.execute('INSERT INTO schema_versions VALUES (?, ?, UTC_TIMESTAMP(3))', [version, name])
    }
    const applied = await applyRoutines(connection, routines)
    await grantAll(connection, database)
    return { versions: due.map(({ version }) => version), routines: applied }
  } finally {
    await connection.query("SELECT RELEASE_LOCK('solid_loket_migration')")
  }
}

async function grantAll(connection: Connection, database: string): Promise<void> {
  for (const account of await officeAccounts(connection)) {
    await grant(connection, database, account, officeRights)
  }
  for (const { account, kind } of await agencyAccounts(connection)) {
    await grant(connection, database, account, agencyRights(kind))
  }
}

/** For the administrator, who reads the cause as well. */
export const notInstalled = (database: string): Problem =>
  new Problem('centre-outdated', {}, { cause: new Error(`${database} holds no schema: install comes first`) })

/** The version of the installed schema, 0 where nothing has been applied, undefined where there is none. */
export async function schemaVersion(connection: Connection, database: string): Promise<number | undefined> {
  const [tables] = await connection.execute<RowDataPacket[]>(
    "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = 'schema_versions'",
    [database],
  )
  if (tables.length === 0) return undefined
  const [rows] = await connection.query<(RowDataPacket & { version: number | null })[]>(
    `SELECT MAX(version) AS version FROM ${escapeId(database)}.schema_versions`,
  )
  return rows[0]?.version ?? 0
}
