import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { findText, writeDurably } from '../store/durable-file.ts'

const Mark = z.object({ at: z.iso.datetime() })

const markFile = (folder: string): string => path.join(folder, 'dicabut.json')

/**
 * Since when the office is revoked, as noted beside its store: the sign-in screen reads it before anybody has brought
 * a key, and a backup put back does not undo it. The store notes it as well, so that taking this file away does not
 * either. Null where there is none.
 */
export function findRevocationMark(folder: string): string | null {
  const text = findText(markFile(folder))
  if (text === undefined) return null
  try {
    return Mark.parse(JSON.parse(text)).at
  } catch {
    // Whatever happened to the file, it was there.
    return new Date(0).toISOString()
  }
}

export const setRevocationMark = (folder: string, at: string): void =>
  writeDurably(markFile(folder), JSON.stringify({ at }))

export const clearRevocationMark = (folder: string): void => fs.rmSync(markFile(folder), { force: true })
