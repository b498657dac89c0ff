import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Problem, ProblemValue } from '../../shared/problems.ts'
import { findText, syncFile, syncFolder, writeDurably } from './durable-file.ts'
import { schemaVersion } from './migrate.ts'
import { mapSqliteErrors, openFile, type Store, storeFile } from './store.ts'

/**
 * Jobs that read every byte of a store, and so take seconds to minutes. They run in a worker thread with a
 * connection of their own, whether or not the store is open elsewhere.
 */
const storeAccess = {
  /** Folder of the store that is read. */
  folder: z.string(),
  key: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  nativeBinding: z.string().optional(),
}

export const StoreJob = z.discriminatedUnion('kind', [
  /** Copies the store and its companion files into an empty folder, and verifies the copy. */
  z.object({ kind: z.literal('copy'), ...storeAccess, target: z.string(), companions: z.array(z.string()) }),
  /** Reads every page in use, which verifies its authentication; refuses an unreadable or an empty store. */
  z.object({ kind: z.literal('verify'), ...storeAccess }),
  /** Integrity check: pages, indexes against tables, scans against their hashes. */
  z.object({ kind: z.literal('check'), ...storeAccess }),
])
export type StoreJob = z.infer<typeof StoreJob>

export const StoreCheck = z.object({ storeSound: z.boolean(), scansSound: z.boolean() })
export type StoreCheck = z.infer<typeof StoreCheck>

export const StoreJobReply = z.union([
  z.object({ ok: z.literal(true), check: StoreCheck }),
  z.object({ ok: z.literal(false), problem: ProblemValue }),
])
export type StoreJobReply = z.infer<typeof StoreJobReply>

const sound: StoreCheck = { storeSound: true, scansSound: true }

export function performStoreJob(job: StoreJob): StoreCheck {
  if (job.kind === 'copy') copy(job)
  if (job.kind === 'verify') withReadOnlyStore(job, verify)
  return job.kind === 'check' ? check(job) : sound
}

function withReadOnlyStore<Result>(
  { folder, key, nativeBinding }: Pick<StoreJob, 'folder' | 'key' | 'nativeBinding'>,
  act: (store: Store) => Result,
): Result {
  const store = openFile(storeFile(folder), key, nativeBinding, { readonly: true })
  try {
    return mapSqliteErrors(() => {
      store.pragma('temp_store = MEMORY')
      return act(store)
    })
  } finally {
    store.close()
  }
}

function copy(job: Extract<StoreJob, { kind: 'copy' }>): void {
  const file = storeFile(job.target)
  const companions = () => job.companions.map((name) => findText(path.join(job.folder, name)))
  let texts = companions()
  for (;;) {
    // A consistent snapshot, encrypted with the same key.
    withReadOnlyStore(job, (store) => store.prepare<[string]>('VACUUM INTO ?').run(file))
    const after = companions()
    if (after.every((text, index) => text === texts[index])) break
    // An account was changed meanwhile: store and key ring must be of the same moment.
    fs.rmSync(file)
    texts = after
  }
  syncFile(file)
  for (const [index, name] of job.companions.entries()) {
    const text = texts[index]
    if (text !== undefined) writeDurably(path.join(job.target, name), text)
  }
  withReadOnlyStore({ ...job, folder: job.target }, verify)
  syncFolder(job.target)
}

function verify(store: Store): void {
  const sound = store.pragma('quick_check(1)', { simple: true }) === 'ok'
  if (!sound || schemaVersion(store) === 0) throw new Problem('store-damaged')
}

function check(job: StoreJob): StoreCheck {
  return {
    storeSound: falseIfDamaged(() =>
      withReadOnlyStore(
        job,
        (store) =>
          store.pragma('integrity_check(1)', { simple: true }) === 'ok' &&
          z.array(z.unknown()).parse(store.pragma('foreign_key_check')).length === 0,
      ),
    ),
    scansSound: falseIfDamaged(() => withReadOnlyStore(job, hashesMatch)),
  }
}

/** False also where the bytes cannot be read. */
function falseIfDamaged(act: () => boolean): boolean {
  try {
    return act()
  } catch (error) {
    if (error instanceof Problem && error.code === 'store-damaged') return false
    throw error
  }
}

interface StoredScan {
  hash: string
  bytes: Buffer
}

function hashesMatch(store: Store): boolean {
  for (const table of ['scans', 'originals']) {
    for (const scan of store.prepare<[], StoredScan>(`SELECT hash, bytes FROM ${table}`).iterate()) {
      if (createHash('sha256').update(scan.bytes).digest('hex') !== scan.hash) return false
    }
  }
  return true
}
