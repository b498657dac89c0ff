import { Problem } from '../../shared/problems.ts'
import { createJournal } from '../journal/journal.ts'
import type { Clock } from '../store/clock.ts'
import { transact } from '../store/store.ts'
import { type AccountRow, type AccountTable, accountTable } from './account-table.ts'
import { createDataFolder, type VaultOptions } from './data-folder.ts'
import { decoyWrap, type PasswordWrap, unwrapWithPassword, wrapWithPassword } from './key-ring.ts'
import { getKeyRing, writeKeyRing } from './key-ring-file.ts'
import { createLoginThrottle } from './login-throttle.ts'
import { createMutex } from './mutex.ts'

/**
 * Keeps key ring and store of one mind. The store decides: it names the one wrap of the key ring that counts
 * for each account, in the transaction that also audits the change. A new wrap is put into the key ring before
 * it and an old one taken out after it; what a cut leaves over opens nothing and is dropped by the next sign-in.
 */
export type AccountKeys = ReturnType<typeof createAccountKeys>

export function createAccountKeys(options: VaultOptions & { clock: Clock }) {
  const { folder, clock } = options
  const dataFolder = createDataFolder(options)
  const loginThrottle = createLoginThrottle(folder, clock)

  /** The open store. Throws not-signed-in where nobody has unlocked it yet. */
  function open() {
    const opened = dataFolder.opened()
    if (!opened) throw new Problem('not-signed-in')
    return { ...opened, table: accountTable(opened.store), audit: createJournal(opened.store, clock).audit }
  }

  /** Leaves in the key ring what the store counts. */
  function dropUncounted(): void {
    const counted = new Set(
      open()
        .table.list()
        .map((row) => row.keyWrap),
    )
    const ring = getKeyRing(folder)
    const wraps = ring.wraps.filter((wrap) => counted.has(wrap.id))
    if (wraps.length < ring.wraps.length) writeKeyRing(folder, { ...ring, wraps })
  }

  /** Gives an account a new key; `record` writes the row that makes it count, and audits it. */
  async function giveKey(
    row: AccountRow,
    password: string,
    record: (row: AccountRow) => void,
  ): Promise<void> {
    const { key, store } = open()
    const wrap = await wrapWithPassword(key, row, password)
    const ring = getKeyRing(folder)
    writeKeyRing(folder, { ...ring, wraps: [...ring.wraps, wrap] })
    transact(store, () => record({ ...row, keyWrap: wrap.id }))
    dropUncounted()
  }

  /**
   * Tries a password against a name in the key ring of a folder, this one or a backup; counts the attempt.
   * Throws sign-in-failed, sign-in-delayed, keyring-damaged.
   */
  async function identify(username: string, password: string, ringFolder = folder) {
    const ring = getKeyRing(ringFolder)
    loginThrottle.begin(username)
    const own = ring.wraps.filter((wrap) => wrap.username === username)
    for (const wrap of own.length > 0 ? own : [decoyWrap]) {
      const key = await unwrapWithPassword(wrap, password)
      if (key) return { wrap, key, failuresBefore: loginThrottle.succeed(username) }
    }
    throw new Problem('sign-in-failed')
  }

  /** Opens the store for whoever `choose` finds, and closes it again where it was opened for nobody. */
  async function unlockFor(
    key: Uint8Array,
    choose: (table: AccountTable) => AccountRow,
  ): Promise<AccountRow> {
    const wasOpen = dataFolder.opened() !== undefined
    await dataFolder.unlock(key)
    try {
      dropUncounted()
      return choose(open().table)
    } catch (error) {
      if (!wasOpen) dataFolder.shut()
      throw error
    }
  }

  return {
    folder,
    clock,
    dataFolder,
    loginThrottle,
    /** For what changes or tries keys. */
    inTurn: createMutex(),
    open,
    dropUncounted,
    giveKey,
    identify,
    unlockFor,
  }
}

/** Throws sign-in-failed unless this wrap is the one that counts for an active account. */
export function getOwner(table: AccountTable, wrap: PasswordWrap): AccountRow {
  const row = table.find(wrap.account)
  if (!row?.active || row.keyWrap !== wrap.id) throw new Problem('sign-in-failed')
  return row
}

/** Usernames are lower case; who types otherwise means the same. */
export const asUsername = (typed: string): string => typed.trim().toLowerCase()
