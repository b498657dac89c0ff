import type { RowDataPacket } from 'mysql2'
import { escapeId } from 'mysql2/promise'
import { z } from 'zod'
import type { KeyText, Revocation } from '../../shared/directory.ts'
import type { Administrator } from './administrator.ts'

/** One thing that the directory says; `position` is its place in it, from 1. */
export interface DirectoryStatement {
  position: number
  kind: string
  /** JSON of DirectoryEntry or Revocation (shared/directory.ts). */
  statement: string
}

/** What became of an office's keys: see procedures/loket_enrol.sql. */
export type EnrolmentVerdict = 'entered' | 'already' | 'used' | 'superseded'

/** What `loket_enrol` answers. */
export const Enrolled = z
  .tuple([
    z.tuple([z.object({ verdict: z.enum(['entered', 'already', 'used', 'superseded']) })]),
    z.unknown(),
  ])
  .transform(([[{ verdict }]]): EnrolmentVerdict => verdict)

/** What `loket_directory` answers. */
export const DirectoryRead = z
  .tuple([z.array(z.object({ position: z.int(), kind: z.string(), statement: z.string() })), z.unknown()])
  .transform(([statements]): DirectoryStatement[] => statements)

/**
 * Makes this the directory key of the centre. False where another one is in use: with a second one half of the
 * offices would not believe the other half's keys.
 */
export async function putDirectoryKey(
  { connection, database }: Administrator,
  publicKey: KeyText,
): Promise<boolean> {
  await connection.query(`USE ${escapeId(database)}`)
  await connection.execute(
    'INSERT IGNORE INTO directory_key (only_row, public_key, created_at) VALUES (1, ?, UTC_TIMESTAMP(3))',
    [publicKey],
  )
  return (await findDirectory({ connection, database }))?.publicKey === publicKey
}

/** The directory as a whole; undefined where it has not been begun. */
export async function findDirectory({
  connection,
  database,
}: Administrator): Promise<{ publicKey: string; entries: number; revocations: number } | undefined> {
  await connection.query(`USE ${escapeId(database)}`)
  const [rows] = await connection.query<
    (RowDataPacket & { publicKey: string; entries: number; revocations: number })[]
  >(
    `SELECT public_key AS publicKey,
       (SELECT COUNT(*) FROM directory_statements WHERE kind = 'entry') AS entries,
       (SELECT COUNT(*) FROM directory_statements WHERE kind = 'revocation') AS revocations
     FROM directory_key`,
  )
  return rows[0]
}

/** Tells every office that keys count no more; told already, it does nothing. */
export async function publishRevocation(
  { connection, database }: Administrator,
  revocation: Revocation,
): Promise<void> {
  const { office, upTo } = revocation
  await connection.query(`USE ${escapeId(database)}`)
  await connection.beginTransaction()
  try {
    const [standing] = await connection.execute<RowDataPacket[]>(
      `SELECT 1 FROM directory_statements WHERE office_code = ? AND kind = 'revocation' AND key_number = ?`,
      [office, upTo],
    )
    if (standing.length === 0) {
      const values = [office, 'revocation', upTo, JSON.stringify(revocation)]
      await connection.execute('CALL loket_publish(?, ?, ?, ?)', values)
    }
    await connection.commit()
  } catch (error) {
    await connection.rollback()
    throw error
  }
}
