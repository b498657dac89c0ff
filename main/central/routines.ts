import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { RowDataPacket } from 'mysql2'
import type { Connection } from 'mysql2/promise'
import { resourceFile } from '../store/resources.ts'
import { definer } from './rights.ts'

/** A procedure or view of the central database: one file, one statement. */
export interface Routine {
  kind: 'procedure' | 'view'
  name: string
  /** `CREATE DEFINER = ...`, as it stands in the file. */
  statement: string
  /** SHA-256 of the file, hex. */
  hash: string
}

/** Holds `migrations`, `procedures` and `views`. */
export const schemaFolder = (): string => resourceFile('sql/central')

/**
 * The files of `procedures` and `views` below a folder, in an order in which they can be created: a view
 * after the views that it names. Throws Error for a file that defines anything but what it is named after.
 */
export function centralRoutines(folder = schemaFolder()): Routine[] {
  const views = readRoutines(folder, 'view')
  return [...readRoutines(folder, 'procedure'), ...inDependencyOrder(views)]
}

function readRoutines(folder: string, kind: Routine['kind']): Routine[] {
  const files = path.join(folder, `${kind}s`)
  return fs
    .readdirSync(files)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const name = path.basename(file, '.sql')
      // The same content has the same hash, also where git checks files out with CRLF.
      const text = fs.readFileSync(path.join(files, file), 'utf8').replaceAll('\r\n', '\n')
      const statement = text.replace(/^(--.*\n)*/, '').replace(/;\s*$/, '')
      const defined = kind === 'procedure' ? `PROCEDURE ${name} (` : `SQL SECURITY DEFINER VIEW ${name} AS\n`
      if (!statement.startsWith(`CREATE DEFINER = ${definer} ${defined}`)) {
        throw new Error(`${kind}s/${file} does not define ${name} in the name of ${definer}`)
      }
      return { kind, name, statement, hash: createHash('sha256').update(text).digest('hex') }
    })
}

/** Topological order by name: a view depends on every other view whose name stands in its statement. */
function inDependencyOrder(views: readonly Routine[]): Routine[] {
  const ordered: Routine[] = []
  let open = [...views]
  while (open.length > 0) {
    const waits = ({ statement, name }: Routine) =>
      open.some((other) => other.name !== name && new RegExp(`\\b${other.name}\\b`).test(statement))
    const next = open.filter((view) => !waits(view))
    if (next.length === 0)
      throw new Error(`views name each other: ${open.map(({ name }) => name).join(', ')}`)
    ordered.push(...next)
    open = open.filter((view) => !next.includes(view))
  }
  return ordered
}

/**
 * Creates or replaces, in the database in use, every routine whose hash differs from the recorded one or
 * which is not there, and drops what is recorded and not among `routines`. Answers the names of those that
 * were created. They are recorded after all were created: an interrupted run is repeated. The caller grants
 * the rights again, because on MySQL they go with the procedure.
 */
export async function applyRoutines(connection: Connection, routines: readonly Routine[]): Promise<string[]> {
  const current = await findCurrent(connection)
  const isMariaDB = await findsMariaDB(connection)
  const due = routines.filter((routine) => current.get(keyOf(routine)) !== routine.hash)
  for (const { kind, name, statement } of due) {
    // MySQL has no CREATE OR REPLACE PROCEDURE. On MariaDB it keeps the procedure callable, and its rights.
    const replaces = kind === 'view' || isMariaDB
    if (!replaces) await connection.query(`DROP PROCEDURE IF EXISTS ${name}`)
    await connection.query(replaces ? statement.replace('CREATE', 'CREATE OR REPLACE') : statement)
  }
  if (due.length > 0) await record(connection, due)
  await dropOthers(connection, routines)
  return due.map(({ name }) => name)
}

const keyOf = ({ kind, name }: Pick<Routine, 'kind' | 'name'>): string => `${kind} ${name}`

/** The recorded hashes of the routines that are there: a dump may be restored without its procedures. */
async function findCurrent(connection: Connection): Promise<Map<string, string>> {
  const [there] = await connection.query<(RowDataPacket & Pick<Routine, 'kind' | 'name'>)[]>(
    `SELECT 'procedure' AS kind, routine_name AS name FROM information_schema.routines
     WHERE routine_schema = DATABASE() AND routine_type = 'PROCEDURE'
     UNION ALL
     SELECT 'view', table_name FROM information_schema.views WHERE table_schema = DATABASE()`,
  )
  const keys = new Set(there.map(keyOf))
  const recorded = await readRecorded(connection)
  return new Map(
    recorded.filter((row) => keys.has(keyOf(row))).map((row): [string, string] => [keyOf(row), row.hash]),
  )
}

async function record(connection: Connection, due: readonly Routine[]): Promise<void> {
  const row = '(?, ?, ?, UTC_TIMESTAMP(3))'
  await connection.query(
    `REPLACE INTO routines (kind, name, hash, applied_at) VALUES ${due.map(() => row).join(', ')}`,
    due.flatMap(({ kind, name, hash }) => [kind, name, hash]),
  )
}

async function dropOthers(connection: Connection, routines: readonly Routine[]): Promise<void> {
  const kept = new Set(routines.map(keyOf))
  for (const routine of await readRecorded(connection)) {
    if (kept.has(keyOf(routine))) continue
    const { kind, name } = routine
    await connection.query(`DROP ${kind === 'view' ? 'VIEW' : 'PROCEDURE'} IF EXISTS ${name}`)
    await connection.execute('DELETE FROM routines WHERE kind = ? AND name = ?', [kind, name])
  }
}

type RecordedRoutine = Omit<Routine, 'statement'>

async function readRecorded(connection: Connection): Promise<RecordedRoutine[]> {
  const [rows] = await connection.query<(RowDataPacket & RecordedRoutine)[]>(
    'SELECT kind, name, hash FROM routines',
  )
  return rows
}

async function findsMariaDB(connection: Connection): Promise<boolean> {
  const [rows] = await connection.query<(RowDataPacket & { version: string })[]>(
    'SELECT VERSION() AS version',
  )
  return rows.some(({ version }) => version.includes('MariaDB'))
}
