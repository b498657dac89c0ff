import { Problem } from '../../shared/problems.ts'
import { createJournal } from '../journal/journal.ts'
import type { Clock } from '../store/clock.ts'
import { transact } from '../store/store.ts'
import { type AccountRow, type AccountTable, accountTable } from './account-table.ts'
import { createDataFolder, type DataFolderOptions } from './data-folder.ts'
import { decoyWrap, type PasswordWrap, unwrapWithPassword, wrapWithPassword } from './key-ring.ts'
import { getKeyRing, writeKeyRing } from './key-ring-file.ts'
import { createLoginThrottle } from './login-throttle.ts'
import { createMutex } from './mutex.ts'

/**
 * Keeps key ring and store consistent across crashes: write-ahead in the ring, commit in the store, prune
 * after. The store names the one valid wrap of each account, in the transaction that also audits the change.
 * A new wrap is added to the ring before it, an old one removed after it; a wrap left over by a crash opens
 * nothing and is pruned at the next sign-in.
 */
export type AccountKeys = ReturnType<typeof createAccountKeys>

export function createAccountKeys(options: DataFolderOptions & { clock: Clock }) {
  const { folder, clock } = options
  const dataFolder = createDataFolder(options)
  const loginThrottle = createLoginThrottle(folder, clock)

  /** The open store. Throws not-signed-in where nobody has unlocked it yet. */
  function getOpenStore() {
    const opened = dataFolder.opened()
    if (!opened) throw new Problem('not-signed-in')
    return { ...opened, table: accountTable(opened.store), audit: createJournal(opened.store, clock).audit }
  }

  /** Removes the wraps from the key ring that the store does not name. */
  function pruneWraps(): void {
    const currentWraps = new Set(
      getOpenStore()
        .table.list()
        .map((row) => row.keyWrap),
    )
    const ring = getKeyRing(folder)
    const wraps = ring.wraps.filter((wrap) => currentWraps.has(wrap.id))
    if (wraps.length < ring.wraps.length) writeKeyRing(folder, { ...ring, wraps })
  }

  /** Gives an account a new password; `record` writes the row that makes its wrap valid, and audits it. */
  async function assignPassword(
    row: AccountRow,
    password: string,
    record: (row: AccountRow) => void,
  ): Promise<void> {
    const { key, store } = getOpenStore()
    const wrap = await wrapWithPassword(key, row, password)
    const ring = getKeyRing(folder)
    writeKeyRing(folder, { ...ring, wraps: [...ring.wraps, wrap] })
    transact(store, () => record({ ...row, keyWrap: wrap.id }))
    pruneWraps()
  }

  /**
   * Checks a password against the key ring of a folder, this one or a backup; counts the attempt.
   * Throws sign-in-failed, sign-in-delayed, keyring-damaged.
   */
  async function authenticate(username: string, password: string, ringFolder = folder) {
    const ring = getKeyRing(ringFolder)
    loginThrottle.register(username)
    const own = ring.wraps.filter((wrap) => wrap.username === username)
    for (const wrap of own.length > 0 ? own : [decoyWrap]) {
      const key = await unwrapWithPassword(wrap, password)
      if (key) return { wrap, key, failuresBefore: loginThrottle.reset(username) }
    }
    throw new Problem('sign-in-failed')
  }

  /** Opens the store for the account that `choose` finds; closes it again where `choose` throws. */
  async function unlockFor(
    key: Uint8Array,
    choose: (table: AccountTable) => AccountRow,
  ): Promise<AccountRow> {
    const wasOpen = dataFolder.opened() !== undefined
    await dataFolder.unlock(key)
    try {
      pruneWraps()
      return choose(getOpenStore().table)
    } catch (error) {
      if (!wasOpen) dataFolder.close()
      throw error
    }
  }

  return {
    folder,
    clock,
    dataFolder,
    loginThrottle,
    /** Mutex for everything that changes or tries keys. */
    exclusively: createMutex(),
    getOpenStore,
    pruneWraps,
    assignPassword,
    authenticate,
    unlockFor,
  }
}

/** Throws sign-in-failed unless this is the valid wrap of an active account. */
export function getOwner(table: AccountTable, wrap: PasswordWrap): AccountRow {
  const row = table.find(wrap.account)
  if (!row?.active || row.keyWrap !== wrap.id) throw new Problem('sign-in-failed')
  return row
}

/** Usernames are stored in lower case. */
export const normaliseUsername = (typed: string): string => typed.trim().toLowerCase()
