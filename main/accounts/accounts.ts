import { randomUUID } from 'node:crypto'
import type { Account } from '../../shared/contract/account-calls.ts'
import type { CallInput } from '../../shared/contract/contract.ts'
import type { SignedInUser } from '../../shared/contract/session-calls.ts'
import { Problem } from '../../shared/problems.ts'
import type { Role } from '../../shared/roles.ts'
import { type Actor, createJournal } from '../journal/journal.ts'
import { type Clock, moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { insertOffice } from '../store/office.ts'
import { writeSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import { type AccountRow, type AccountTable, accountTable } from './account-table.ts'
import { createAttempts } from './attempts.ts'
import { newDeviceCode } from './device.ts'
import { createTurns } from './in-turn.ts'
import {
  decoyWrap,
  newDataKey,
  type PasswordWrap,
  unwrapWithPassword,
  unwrapWithRecoveryKey,
  wrapWithPassword,
  wrapWithRecoveryKey,
} from './key-ring.ts'
import { readKeyRing, writeKeyRing } from './key-ring-file.ts'
import { checkPassword } from './password-policy.ts'
import { formatRecoveryKey, newRecoveryKey, parseRecoveryKey } from './recovery-key.ts'
import { createVault, type VaultOptions } from './vault.ts'

export interface Unlocked {
  store: Store
  user: SignedInUser
}

/**
 * Who may work in this office, and the one way to the store's key. Every change is audited in its own
 * transaction, and that transaction decides: it names the one wrap of the key ring that counts for each
 * account. A new wrap is put into the key ring before it and an old one taken out after it; what a cut leaves
 * over does not open anything and is dropped by the next sign-in.
 */
export interface Accounts {
  /** Whether there is a store or a key ring here, whole or not: false leads to the wizard. */
  isSetUp(): boolean
  /** Throws already-set-up, password-weak, store-in-use, disk-full. The recovery key is kept nowhere else. */
  setUp(
    input: CallInput<'session.set-up'> & { training: boolean },
  ): Promise<Unlocked & { recoveryKey: string }>
  /**
   * Opens the store at the first sign-in. Throws sign-in-failed, after the same time whether name or password
   * was wrong; sign-in-delayed {seconds}; not-set-up; store-in-use; store-damaged; store-newer; keyring-damaged.
   */
  signIn(username: string, password: string): Promise<Unlocked>
  /** For acts that ask for the password again. Throws sign-in-failed, sign-in-delayed {seconds}. */
  confirmPassword(accountId: string, password: string): Promise<void>
  /** An administrator's new password by the office's recovery key. Throws recovery-key-wrong and as signIn. */
  recover(recoveryKey: string, username: string, newPassword: string): Promise<Unlocked>
  /** Throws sign-in-failed, sign-in-delayed {seconds}, password-weak. */
  changePassword(accountId: string, currentPassword: string, newPassword: string): Promise<void>

  /** The account as it stands now, if it may still work. */
  find(accountId: string): SignedInUser | undefined
  list(): Account[]
  /** Throws account-exists, password-weak. */
  create(actor: Actor, input: CallInput<'accounts.create'>): Promise<Account>
  /**
   * Throws account-last-administrator. Who is deactivated loses the key at once, and needs a new password when
   * activated again.
   */
  change(actor: Actor, input: CallInput<'accounts.change'>): Promise<Account>
  /** Throws password-weak, account-inactive. */
  setPassword(actor: Actor, accountId: string, newPassword: string): Promise<void>

  /** Closes the store and lets go of the folder. */
  close(): Promise<void>
}

export function createAccounts(options: VaultOptions & { clock: Clock }): Accounts {
  const { folder, clock } = options
  const vault = createVault(options)
  const attempts = createAttempts(folder, clock)
  const inTurn = createTurns()

  const open = () => {
    const opened = vault.opened()
    if (!opened) throw new Problem('not-signed-in')
    return { ...opened, table: accountTable(opened.store), audit: createJournal(opened.store, clock).audit }
  }

  /** Leaves in the key ring what the store counts. */
  const dropUncounted = (): void => {
    const counted = new Set(
      open()
        .table.list()
        .map((row) => (row.active ? row.keyWrap : '')),
    )
    const ring = readKeyRing(folder)
    const wraps = ring.wraps.filter((wrap) => counted.has(wrap.id))
    if (wraps.length < ring.wraps.length) writeKeyRing(folder, { ...ring, wraps })
  }

  /** Gives an account a key; `record` writes the row that makes it count. */
  const giveKey = async (
    row: AccountRow,
    password: string,
    record: (row: AccountRow) => void,
  ): Promise<void> => {
    const { key, store } = open()
    const wrap = await wrapWithPassword(key, row, password)
    const ring = readKeyRing(folder)
    writeKeyRing(folder, { ...ring, wraps: [...ring.wraps, wrap] })
    transact(store, () => record({ ...row, keyWrap: wrap.id }))
    dropUncounted()
  }

  /** Tries a password against a name; counts the attempt. Throws sign-in-failed, sign-in-delayed. */
  const identify = async (username: string, password: string) => {
    attempts.begin(username)
    const own = readKeyRing(folder).wraps.filter((wrap) => wrap.username === username)
    for (const wrap of own.length > 0 ? own : [decoyWrap]) {
      const key = await unwrapWithPassword(wrap, password)
      if (key) return { wrap, key, failuresBefore: attempts.succeed(username) }
    }
    throw new Problem('sign-in-failed')
  }

  /** Throws sign-in-failed unless this wrap is the one that counts for an active account. */
  const getOwner = (table: AccountTable, wrap: PasswordWrap): AccountRow => {
    const row = table.find(wrap.account)
    if (!row?.active || row.keyWrap !== wrap.id) throw new Problem('sign-in-failed')
    return row
  }

  /** Opens the store for whoever `choose` finds, and closes it again if it was opened for nobody. */
  const unlockFor = (key: Uint8Array, choose: (table: AccountTable) => AccountRow): AccountRow => {
    const wasOpen = vault.opened() !== undefined
    vault.unlock(key)
    try {
      dropUncounted()
      return choose(open().table)
    } catch (error) {
      if (!wasOpen) vault.shut()
      throw error
    }
  }

  const enterSetUp = () => {
    vault.enter()
    if (!vault.isSetUp()) throw new Problem('not-set-up')
  }

  const confirm = async (accountId: string, password: string): Promise<AccountRow> => {
    const { table } = open()
    const row = table.find(accountId)
    if (!row) throw new Problem('sign-in-failed')
    const { wrap } = await identify(row.username, password)
    return getOwner(table, wrap)
  }

  return {
    isSetUp: () => vault.isSetUp(),

    setUp: ({ office, centre, administrator, training }) =>
      inTurn(async () => {
        vault.enter()
        if (vault.isSetUp()) throw new Problem('already-set-up')
        const { username, name, password } = administrator
        checkPassword(password, username)
        const roles: Role[] = [...new Set<Role>(['admin', ...administrator.roles])]
        const key = newDataKey()
        const recoveryKey = newRecoveryKey()
        const id = newId()
        const wrap = await wrapWithPassword(key, { id, username }, password)
        const ring = { version: 1 as const, wraps: [wrap], recovery: wrapWithRecoveryKey(key, recoveryKey) }
        vault.make(key, ring, (store) => {
          const at = moment(clock)
          const computer = { device: newDeviceCode(), deviceId: randomUUID() }
          insertOffice(store, { office, ...computer, training }, at)
          accountTable(store).insert({ id, username, name, roles, active: true, keyWrap: wrap.id }, at)
          writeSetting(store, 'centre', centre)
          createJournal(store, clock).audit({ actor: id, action: 'set-up', subject: office.code })
        })
        const user = { id, username, name, roles }
        return { recoveryKey: formatRecoveryKey(recoveryKey), store: open().store, user }
      }),

    signIn: (typedUsername, password) =>
      inTurn(async () => {
        enterSetUp()
        const { wrap, key, failuresBefore } = await identify(typedUsername.trim().toLowerCase(), password)
        const row = unlockFor(key, (table) => getOwner(table, wrap))
        const { store, audit } = open()
        const detail = { 'failures-before': failuresBefore }
        audit({ actor: row.id, action: 'signed-in', subject: row.id, detail })
        return { store, user: toUser(row) }
      }),

    confirmPassword: (accountId, password) =>
      inTurn(async () => {
        await confirm(accountId, password)
      }),

    recover: (typedKey, typedUsername, newPassword) =>
      inTurn(async () => {
        enterSetUp()
        const username = typedUsername.trim().toLowerCase()
        const recoveryKey = parseRecoveryKey(typedKey)
        const key = recoveryKey && unwrapWithRecoveryKey(readKeyRing(folder).recovery, recoveryKey)
        if (!key) throw new Problem('recovery-key-wrong')
        checkPassword(newPassword, username)
        const row = unlockFor(key, (table) => getAdministrator(table, username))
        const { store, table, audit } = open()
        await giveKey(row, newPassword, (changed) => {
          table.update(changed)
          audit({ actor: row.id, action: 'account-recovered', subject: row.id })
        })
        attempts.succeed(username)
        return { store, user: toUser(row) }
      }),

    changePassword: (accountId, currentPassword, newPassword) =>
      inTurn(async () => {
        const row = await confirm(accountId, currentPassword)
        checkPassword(newPassword, row.username)
        const { table, audit } = open()
        await giveKey(row, newPassword, (changed) => {
          table.update(changed)
          audit({ actor: accountId, action: 'password-changed', subject: accountId })
        })
      }),

    find(accountId) {
      const row = open().table.find(accountId)
      return row?.active ? toUser(row) : undefined
    },

    list: () => open().table.list().map(toAccount),

    create: (actor, { username, name, roles, password }) =>
      inTurn(async () => {
        const { table, audit } = open()
        if (table.list().some((row) => row.username === username)) throw new Problem('account-exists')
        checkPassword(password, username)
        const row = { id: newId(), username, name, roles, active: true, keyWrap: '' }
        await giveKey(row, password, (created) => {
          table.insert(created, moment(clock))
          audit({ actor: actor.id, action: 'account-created', subject: row.id, detail: rights(row) })
        })
        return toAccount(row)
      }),

    change: (actor, { id, name, roles, active }) =>
      inTurn(async () => {
        const { store, table, audit } = open()
        const row = getRow(table, id)
        const changed = { ...row, name, roles, active, keyWrap: active ? row.keyWrap : '' }
        const others = table.list().filter((other) => other.id !== id)
        if (mayAdminister(row) && !mayAdminister(changed) && !others.some(mayAdminister)) {
          throw new Problem('account-last-administrator')
        }
        transact(store, () => {
          table.update(changed)
          audit({ actor: actor.id, action: 'account-changed', subject: id, detail: rights(changed) })
        })
        dropUncounted()
        return toAccount(changed)
      }),

    setPassword: (actor, accountId, newPassword) =>
      inTurn(async () => {
        const { table, audit } = open()
        const row = getRow(table, accountId)
        if (!row.active) throw new Problem('account-inactive')
        checkPassword(newPassword, row.username)
        await giveKey(row, newPassword, (changed) => {
          table.update(changed)
          audit({ actor: actor.id, action: 'password-set', subject: accountId })
        })
        attempts.succeed(row.username)
      }),

    close: () => inTurn(async () => vault.leave()),
  }
}

function getRow(table: AccountTable, id: string): AccountRow {
  const row = table.find(id)
  if (!row) throw new Error('no account of this id')
  return row
}

function getAdministrator(table: AccountTable, username: string): AccountRow {
  const row = table.list().find((candidate) => candidate.username === username)
  if (!row) throw new Problem('sign-in-failed')
  if (!row.active) throw new Problem('account-inactive')
  if (!row.roles.includes('admin')) throw new Problem('role-missing')
  return row
}

/** Can sign in and administer: one that waits for a new password does not count. */
const mayAdminister = (row: AccountRow): boolean =>
  row.active && row.keyWrap !== '' && row.roles.includes('admin')

const rights = ({ roles, active }: AccountRow) => ({ roles: roles.join(' '), active })

const toUser = ({ id, username, name, roles }: AccountRow): SignedInUser => ({ id, username, name, roles })

const toAccount = ({ id, username, name, roles, active }: AccountRow): Account => ({
  id,
  username,
  name,
  roles,
  active,
})
