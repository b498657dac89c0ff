import type { RowDataPacket } from 'mysql2'
import { escapeId } from 'mysql2/promise'
import { z } from 'zod'
import type { KeyText, Revocation } from '../../shared/directory.ts'
import type { Administrator } from './administrator.ts'

/** One statement of the directory; `position` is its number, from 1. */
export interface DirectoryStatement {
  position: number
  kind: string
  /** JSON of DirectoryEntry or Revocation (shared/directory.ts). */
  statement: string
}

/** The centre's verdict on an office's keys: see 0008_directory.sql. */
export type EnrolmentVerdict = 'entered' | 'already' | 'used' | 'superseded'

/** What `loket_enrol` answers. */
export const EnrolResult = z
  .tuple([
    z.tuple([z.object({ verdict: z.enum(['entered', 'already', 'used', 'superseded']) })]),
    z.unknown(),
  ])
  .transform(([[{ verdict }]]): EnrolmentVerdict => verdict)

/** What `loket_directory` answers. */
export const DirectoryResult = z
  .tuple([z.array(z.object({ position: z.int(), kind: z.string(), statement: z.string() })), z.unknown()])
  .transform(([statements]): DirectoryStatement[] => statements)

/**
 * Sets the directory key of the centre. False where another one is in use: with two keys one half of the
 * offices would not verify the keys of the other half.
 */
export async function setDirectoryKey(
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

/** The directory's key and counts; undefined where no key was set. */
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

/** Publishes a revocation to every office; does nothing where it was published before. */
export async function publishRevocation(
  { connection, database }: Administrator,
  revocation: Revocation,
): Promise<void> {
  const { office, upTo } = revocation
  await connection.query(`USE ${escapeId(database)}`)
  await connection.beginTransaction()
  try {
    const [existing] = await connection.execute<RowDataPacket[]>(
      `SELECT 1 FROM directory_statements WHERE office_code = ? AND kind = 'revocation' AND key_number = ?`,
      [office, upTo],
    )
    if (existing.length === 0) {
      const values = [office, 'revocation', upTo, JSON.stringify(revocation)]
      await connection.execute('CALL loket_publish(?, ?, ?, ?)', values)
    }
    await connection.commit()
  } catch (error) {
    await connection.rollback()
    throw error
  }
}
