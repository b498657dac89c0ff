import { Problem } from '../../shared/problems.ts'
import { createJournal } from '../journal/journal.ts'
import { restoreBackup } from '../store/backup-restore.ts'
import { newDevice } from '../store/device.ts'
import { changeDevice, getOffice } from '../store/office.ts'
import { type AccountKeys, normaliseUsername } from './account-keys.ts'
import { unwrapByRecoveryKey } from './recovery.ts'

/** Credentials of a backup: an account with the password it had then, or the office's recovery key. */
export type BackupCredentials = { username: string; password: string } | { recoveryKey: string }

/** Replaces this folder's store by a backup, or restores into a folder that has none. */
export async function restore(
  accountKeys: AccountKeys,
  backup: string,
  credentials: BackupCredentials,
): Promise<void> {
  const { dataFolder, clock } = accountKeys
  dataFolder.lock()
  if (dataFolder.opened()) throw new Problem('store-in-use')
  const { key, actor } = await unwrapBackupKey(accountKeys, backup, credentials)
  await restoreBackup(dataFolder.location(key), backup, clock, (store) => {
    changeDevice(store, newDevice(getOffice(store).device))
    createJournal(store, clock).audit({ actor, action: 'backups.restore', subject: '' })
  })
}

async function unwrapBackupKey(
  accountKeys: AccountKeys,
  backup: string,
  credentials: BackupCredentials,
): Promise<{ key: Uint8Array; actor: string }> {
  try {
    if ('recoveryKey' in credentials) {
      return { key: unwrapByRecoveryKey(backup, credentials.recoveryKey), actor: 'recovery-key' }
    }
    const username = normaliseUsername(credentials.username)
    const { key, wrap } = await accountKeys.authenticate(username, credentials.password, backup)
    return { key, actor: wrap.account }
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'keyring-damaged')) throw error
    throw new Problem('backup-unreadable', {}, { cause: error })
  }
}
