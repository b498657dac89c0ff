import type { Activation } from '../../shared/activation.ts'
import type { Account } from '../../shared/contract/account-calls.ts'
import type { CallInput } from '../../shared/contract/contract.ts'
import type { BackupFile } from '../../shared/contract/office-calls.ts'
import type { SignedInUser } from '../../shared/contract/session-calls.ts'
import { Problem } from '../../shared/problems.ts'
import type { Actor } from '../journal/actor.ts'
import { createBackup } from '../store/backup.ts'
import { checkStore } from '../store/check.ts'
import type { Store } from '../store/store.ts'
import type { StoreCheck } from '../store/store-job.ts'
import { asUsername, createAccountKeys, getOwner } from './account-keys.ts'
import type { AccountRow } from './account-table.ts'
import { changeAccount, createAccount, setPassword, toAccount } from './administration.ts'
import type { VaultOptions } from './data-folder.ts'
import { createMutex } from './mutex.ts'
import { checkPassword } from './password-policy.ts'
import { recover } from './recovery.ts'
import { type BackupOpener, restore } from './restoring.ts'
import { markRevoked, reactivate, refuseRevoked } from './revocation.ts'
import { findRevocationMark } from './revocation-mark.ts'
import { type SetUpInput, setUp } from './set-up.ts'

export interface Unlocked {
  store: Store
  user: SignedInUser
}

/** Who may work in this office, and the one way to the store and to its key, which never leaves here. */
export interface Accounts {
  /** Whether there is a store or a key ring here, whole or not: false leads to the wizard. */
  isSetUp(): boolean
  /** Throws already-set-up, password-weak, store-in-use, disk-full. The recovery key is kept nowhere else. */
  setUp(input: SetUpInput): Promise<Unlocked & { recoveryKey: string }>
  /**
   * Opens the store at the first sign-in. Throws sign-in-failed, after the same time whether name or password
   * was wrong; sign-in-delayed {seconds}; not-set-up; store-in-use; store-damaged; store-newer; keyring-damaged;
   * and office-revoked where the centre has shut this office out.
   */
  signIn(username: string, password: string): Promise<Unlocked>
  /** Since when the centre has shut this office out, as far as is known without a key; null where it has not. */
  revokedAt(): string | null
  /** Notes beside the open store what it says itself: that the office is revoked. */
  markRevoked(): void
  /**
   * Opens a revoked office again: an administrator, with a new activation. Throws what signIn throws, role-missing,
   * enrolment-refused.
   */
  reactivate(input: { username: string; password: string; activation: Activation }): Promise<Unlocked>
  /** For acts that ask for the password again. Throws sign-in-failed, sign-in-delayed {seconds}. */
  confirmPassword(accountId: string, password: string): Promise<void>
  /**
   * An administrator's new password by the office's recovery key. Throws recovery-key-wrong, password-weak,
   * role-missing or account-inactive for one who is no administrator, and what signIn says of the store. In a
   * revoked office the password is set, so that it can be activated again, and then office-revoked is thrown.
   */
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

  /** Beside the work, into `target` or the data folder's own `cadangan`. Throws store-damaged, disk-full. */
  createBackup(target?: string): Promise<BackupFile>
  /** Reads the whole store beside the work; see check.ts. */
  check(): Promise<StoreCheck>
  /**
   * Puts the backup in this folder in the place of the store, which must not be open; the replaced one is kept
   * aside. Passwords are those of the backup. Throws sign-in-failed or recovery-key-wrong, backup-unreadable,
   * store-newer, store-in-use, disk-full.
   */
  restore(backup: string, opener: BackupOpener): Promise<void>

  /** Waits for what is under way, closes the store, forgets the key and lets go of the folder. */
  close(): Promise<void>
}

export function createAccounts(options: VaultOptions): Accounts {
  const accountKeys = createAccountKeys(options)
  const { clock, dataFolder, inTurn, open, identify, giveKey } = accountKeys
  const aside = createMutex()

  const enterSetUp = (): void => {
    dataFolder.enter()
    if (!dataFolder.isSetUp()) throw new Problem('not-set-up')
  }

  const confirm = async (accountId: string, password: string): Promise<AccountRow> => {
    const { table } = open()
    const row = table.find(accountId)
    if (!row) throw new Problem('sign-in-failed')
    const { wrap } = await identify(row.username, password)
    return getOwner(table, wrap)
  }

  return {
    isSetUp: () => dataFolder.isSetUp(),

    setUp: (input) =>
      inTurn(async () => {
        const { recoveryKey, row } = await setUp(accountKeys, input)
        return { recoveryKey, store: open().store, user: toUser(row) }
      }),

    signIn: (username, password) =>
      inTurn(async () => {
        enterSetUp()
        const { wrap, key, failuresBefore } = await identify(asUsername(username), password)
        const row = await accountKeys.unlockFor(key, (table) => {
          const owner = getOwner(table, wrap)
          refuseRevoked(accountKeys)
          return owner
        })
        const { store, audit } = open()
        const detail = { 'failures-before': failuresBefore }
        audit({ actor: row.id, action: 'session.sign-in', subject: row.id, detail })
        return { store, user: toUser(row) }
      }),

    revokedAt: () => findRevocationMark(accountKeys.folder),
    markRevoked: () => void markRevoked(accountKeys),

    reactivate: (input) =>
      inTurn(async () => {
        enterSetUp()
        const row = await reactivate(accountKeys, input)
        return { store: open().store, user: toUser(row) }
      }),

    confirmPassword: (accountId, password) =>
      inTurn(async () => {
        await confirm(accountId, password)
      }),

    recover: (recoveryKey, username, newPassword) =>
      inTurn(async () => {
        enterSetUp()
        const row = await recover(accountKeys, recoveryKey, username, newPassword)
        return { store: open().store, user: toUser(row) }
      }),

    changePassword: (accountId, currentPassword, newPassword) =>
      inTurn(async () => {
        const row = await confirm(accountId, currentPassword)
        checkPassword(newPassword, row.username)
        const { table, audit } = open()
        await giveKey(row, newPassword, (changed) => {
          table.update(changed)
          audit({ actor: accountId, action: 'session.change-password', subject: accountId })
        })
      }),

    find(accountId) {
      const row = open().table.find(accountId)
      return row?.active ? toUser(row) : undefined
    },
    list: () => open().table.list().map(toAccount),
    create: (actor, input) => inTurn(() => createAccount(accountKeys, actor, input)),
    change: (actor, input) => inTurn(async () => changeAccount(accountKeys, actor, input)),
    setPassword: (actor, accountId, newPassword) =>
      inTurn(() => setPassword(accountKeys, actor, accountId, newPassword)),

    createBackup: (target) => aside(() => createBackup(dataFolder.home(open().key), clock, target)),
    check: () => aside(() => checkStore(dataFolder.home(open().key))),
    restore: (backup, opener) => inTurn(() => restore(accountKeys, backup, opener)),

    close: () => aside(() => inTurn(async () => dataFolder.leave())),
  }
}

const toUser = ({ id, username, name, roles }: AccountRow): SignedInUser => ({ id, username, name, roles })
