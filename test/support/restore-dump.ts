import { readFileSync } from 'node:fs'
import { escapeId } from 'mysql2/promise'
import type { Administrator } from '../../main/central/administrator.ts'
import { splitScript } from '../../main/central/sql-script.ts'

/** Restores what mariadb-dump wrote into a new database, as its own client would. */
export async function restoreDump({ connection, database }: Administrator, file: string): Promise<void> {
  await connection.query(`CREATE DATABASE ${escapeId(database)} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`)
  await connection.query(`USE ${escapeId(database)}`)
  for (const statement of splitScript(readFileSync(file, 'utf8'))) await connection.query(statement)
}
