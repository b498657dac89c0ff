import type { RowDataPacket } from 'mysql2'
import type { Administrator } from '../../../main/central/administrator.ts'

/** What the server counts since it was started; a server that does not count something says 0. */
export interface ServerCounts {
  lockWaits: number
  lockWaitMilliseconds: number
  longestLockWaitMilliseconds: number
  deadlocks: number
}

export async function readCounts({ connection }: Administrator): Promise<ServerCounts> {
  const [rows] = await connection.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Innodb_%'")
  const counts = new Map(
    rows.map(({ Variable_name, Value }) => [String(Variable_name).toLowerCase(), Number(Value)]),
  )
  const count = (name: string) => counts.get(`innodb_${name}`) ?? 0
  return {
    lockWaits: count('row_lock_waits'),
    lockWaitMilliseconds: count('row_lock_time'),
    longestLockWaitMilliseconds: count('row_lock_time_max'),
    deadlocks: count('deadlocks'),
  }
}

/** Bytes of tables and indexes by the table's name, as the server keeps them. */
export async function readSizes({ connection, database }: Administrator): Promise<Map<string, number>> {
  const [tables] = await connection.query<RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE'",
    [database],
  )
  const sizes = new Map<string, number>()
  for (const { name } of tables) {
    await connection.query('ANALYZE TABLE ??.??', [database, name])
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT data_length + index_length AS bytes FROM information_schema.tables
       WHERE table_schema = ? AND table_name = ?`,
      [database, name],
    )
    sizes.set(String(name), Number(rows[0]?.bytes))
  }
  return sizes
}
