import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { findText, writeDurably } from '../store/durable-file.ts'

const RevocationMarker = z.object({ at: z.iso.datetime() })

const markerFile = (folder: string): string => path.join(folder, 'dicabut.json')

/**
 * Reads the marker file of a revocation: the sign-in screen needs it before the store is unlocked, and
 * restoring a backup does not undo it. The store has it as well, so that deleting the file does not either.
 * Null where there is none.
 */
export function findRevocationMarker(folder: string): string | null {
  const text = findText(markerFile(folder))
  if (text === undefined) return null
  try {
    return RevocationMarker.parse(JSON.parse(text)).at
  } catch {
    // A damaged marker still means revoked.
    return new Date(0).toISOString()
  }
}

export const writeRevocationMarker = (folder: string, at: string): void =>
  writeDurably(markerFile(folder), JSON.stringify({ at }))

export const deleteRevocationMarker = (folder: string): void => fs.rmSync(markerFile(folder), { force: true })
