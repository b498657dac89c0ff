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
import { createAccountKeys, getOwner, normaliseUsername } from './account-keys.ts'
import type { AccountRow } from './account-table.ts'
import { changeAccount, createAccount, setPassword, toAccount } from './administration.ts'
import type { DataFolderOptions } from './data-folder.ts'
import { createMutex } from './mutex.ts'
import { checkPassword } from './password-policy.ts'
import { recover } from './recovery.ts'
import { type BackupCredentials, restore } from './restoring.ts'
import { reactivate, syncRevocation, throwIfRevoked } from './revocation.ts'
import { findRevocationMarker } from './revocation-marker.ts'
import { type SetUpInput, setUp } from './set-up.ts'

export interface Unlocked {
  store: Store
  user: SignedInUser
}

/** The accounts of this office, and the only access to its store and the store's key. */
export interface Accounts {
  /** Whether there is a store or a key ring here, whole or not: false leads to the wizard. */
  isSetUp(): boolean
  /** Throws already-set-up, password-weak, store-in-use, disk-full. The recovery key is kept nowhere else. */
  setUp(input: SetUpInput): Promise<Unlocked & { recoveryKey: string }>
  /**
   * Opens the store at the first sign-in. Throws sign-in-failed, after the same time whether name or password
   * was wrong; sign-in-delayed {seconds}; not-set-up; store-in-use; store-damaged; store-newer;
   * keyring-damaged; and office-revoked where the centre has shut this office out.
   */
  signIn(username: string, password: string): Promise<Unlocked>
  /** Since when this office is revoked, as far as is known without a key; null where it is not. */
  revokedAt(): string | null
  /** Writes the marker file of a revocation that the open store knows of. */
  markRevoked(): void
  /**
   * Opens a revoked office again: an administrator, with a new activation. Throws what signIn throws,
   * role-missing, enrolment-refused.
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

  /** The current account, if it is active. */
  find(accountId: string): SignedInUser | undefined
  list(): Account[]
  /** Throws account-exists, password-weak. */
  create(actor: Actor, input: CallInput<'accounts.create'>): Promise<Account>
  /**
   * Throws account-last-administrator. A deactivated account loses its wrap at once, and needs a new password
   * when it is activated again.
   */
  change(actor: Actor, input: CallInput<'accounts.change'>): Promise<Account>
  /** Throws password-weak, account-inactive. */
  setPassword(actor: Actor, accountId: string, newPassword: string): Promise<void>

  /**
   * In a worker thread, into `target` or the data folder's own `cadangan`. Throws store-damaged, disk-full.
   */
  createBackup(target?: string): Promise<BackupFile>
  /** Checks the whole store in a worker thread; see check.ts. */
  check(): Promise<StoreCheck>
  /**
   * Replaces the store, which must not be open, by the backup in this folder; the replaced one is kept.
   * Passwords are those of the backup. Throws sign-in-failed or recovery-key-wrong, backup-unreadable,
   * store-newer, store-in-use, disk-full.
   */
  restore(backup: string, credentials: BackupCredentials): Promise<void>

  /** Waits for what is in progress, closes the store, erases the key and releases the folder. */
  close(): Promise<void>
}

export function createAccounts(options: DataFolderOptions): Accounts {
  const accountKeys = createAccountKeys(options)
  const { clock, dataFolder, exclusively, getOpenStore, authenticate, assignPassword } = accountKeys
  const runStoreJob = createMutex()

  const lockExisting = (): void => {
    dataFolder.lock()
    if (!dataFolder.isSetUp()) throw new Problem('not-set-up')
  }

  const confirm = async (accountId: string, password: string): Promise<AccountRow> => {
    const { table } = getOpenStore()
    const row = table.find(accountId)
    if (!row) throw new Problem('sign-in-failed')
    const { wrap } = await authenticate(row.username, password)
    return getOwner(table, wrap)
  }

  return {
    isSetUp: () => dataFolder.isSetUp(),

    setUp: (input) =>
      exclusively(async () => {
        const { recoveryKey, row } = await setUp(accountKeys, input)
        return { recoveryKey, store: getOpenStore().store, user: toUser(row) }
      }),

    signIn: (username, password) =>
      exclusively(async () => {
        lockExisting()
        const { wrap, key, failuresBefore } = await authenticate(normaliseUsername(username), password)
        const row = await accountKeys.unlockFor(key, (table) => {
          const owner = getOwner(table, wrap)
          throwIfRevoked(accountKeys)
          return owner
        })
        const { store, audit } = getOpenStore()
        const detail = { 'failures-before': failuresBefore }
        audit({ actor: row.id, action: 'session.sign-in', subject: row.id, detail })
        return { store, user: toUser(row) }
      }),

    revokedAt: () => findRevocationMarker(accountKeys.folder),
    markRevoked: () => void syncRevocation(accountKeys),

    reactivate: (input) =>
      exclusively(async () => {
        lockExisting()
        const row = await reactivate(accountKeys, input)
        return { store: getOpenStore().store, user: toUser(row) }
      }),

    confirmPassword: (accountId, password) =>
      exclusively(async () => {
        await confirm(accountId, password)
      }),

    recover: (recoveryKey, username, newPassword) =>
      exclusively(async () => {
        lockExisting()
        const row = await recover(accountKeys, recoveryKey, username, newPassword)
        return { store: getOpenStore().store, user: toUser(row) }
      }),

    changePassword: (accountId, currentPassword, newPassword) =>
      exclusively(async () => {
        const row = await confirm(accountId, currentPassword)
        checkPassword(newPassword, row.username)
        const { table, audit } = getOpenStore()
        await assignPassword(row, newPassword, (changed) => {
          table.update(changed)
          audit({ actor: accountId, action: 'session.change-password', subject: accountId })
        })
      }),

    find(accountId) {
      const row = getOpenStore().table.find(accountId)
      return row?.active ? toUser(row) : undefined
    },
    list: () => getOpenStore().table.list().map(toAccount),
    create: (actor, input) => exclusively(() => createAccount(accountKeys, actor, input)),
    change: (actor, input) => exclusively(async () => changeAccount(accountKeys, actor, input)),
    setPassword: (actor, accountId, newPassword) =>
      exclusively(() => setPassword(accountKeys, actor, accountId, newPassword)),

    createBackup: (target) =>
      runStoreJob(() => createBackup(dataFolder.location(getOpenStore().key), clock, target)),
    check: () => runStoreJob(() => checkStore(dataFolder.location(getOpenStore().key))),
    restore: (backup, credentials) => exclusively(() => restore(accountKeys, backup, credentials)),

    close: () => runStoreJob(() => exclusively(async () => dataFolder.release())),
  }
}

const toUser = ({ id, username, name, roles }: AccountRow): SignedInUser => ({ id, username, name, roles })
