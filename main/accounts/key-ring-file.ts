import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Problem } from '../../shared/problems.ts'
import { findText, writeDurably } from '../store/durable-file.ts'
import { KeyRing } from './key-ring.ts'

/**
 * The key ring is stored in two copies, written one after the other, so that at every moment one of them is
 * complete and a bad sector in one loses nothing. Every change rewrites both: a removed wrap is in neither.
 */
export const keyRingFileNames = ['keyring.json', 'keyring-salinan.json'] as const

export const hasKeyRing = (folder: string): boolean =>
  keyRingFileNames.some((name) => fs.existsSync(path.join(folder, name)))

/** Throws keyring-damaged where neither copy can be read, and store-newer for one of a later version. */
export function getKeyRing(folder: string): KeyRing {
  const ring = texts(folder)
    .map(parse)
    .find((parsed) => parsed !== undefined)
  if (!ring) throw new Problem('keyring-damaged')
  return ring
}

/**
 * Makes the copies equal again after an interruption between the two, or after one was damaged: a removed
 * wrap must not remain in the other. Does nothing where neither can be read. Throws store-newer.
 */
export function repairKeyRing(folder: string): void {
  const [first, second] = texts(folder)
  const ring = parse(first) ?? parse(second)
  if (ring && first !== second) writeKeyRing(folder, ring)
}

const texts = (folder: string): (string | undefined)[] =>
  keyRingFileNames.map((name) => findText(path.join(folder, name)))

/** Throws disk-full. */
export function writeKeyRing(folder: string, ring: KeyRing): void {
  const text = `${JSON.stringify(ring, undefined, 2)}\n`
  for (const name of keyRingFileNames) writeDurably(path.join(folder, name), text)
}

const Versioned = z.object({ version: z.int() })

function parse(text: string | undefined): KeyRing | undefined {
  const value = parseJson(text)
  const { data } = Versioned.safeParse(value)
  if (data && data.version > 1) throw new Problem('store-newer')
  return KeyRing.safeParse(value).data
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
