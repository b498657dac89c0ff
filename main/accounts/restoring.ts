import { Problem } from '../../shared/problems.ts'
import { createJournal } from '../journal/journal.ts'
import { restoreBackup } from '../store/backup-restore.ts'
import { newDevice } from '../store/device.ts'
import { changeDevice, getOffice } from '../store/office.ts'
import { type AccountKeys, asUsername } from './account-keys.ts'
import { getKeyByRecovery } from './recovery.ts'

/** What opens a backup: an account with the password it had then, or the office's recovery key. */
export type BackupOpener = { username: string; password: string } | { recoveryKey: string }

/** Puts a backup in the place of this folder's store, or into a folder that has none. */
export async function restore(accountKeys: AccountKeys, backup: string, opener: BackupOpener): Promise<void> {
  const { dataFolder, clock } = accountKeys
  dataFolder.enter()
  if (dataFolder.opened()) throw new Problem('store-in-use')
  const { key, actor } = await open(accountKeys, backup, opener)
  await restoreBackup(dataFolder.home(key), backup, clock, (store) => {
    changeDevice(store, newDevice(getOffice(store).device))
    createJournal(store, clock).audit({ actor, action: 'backups.restore', subject: '' })
  })
}

async function open(
  accountKeys: AccountKeys,
  backup: string,
  opener: BackupOpener,
): Promise<{ key: Uint8Array; actor: string }> {
  try {
    if ('recoveryKey' in opener) {
      return { key: getKeyByRecovery(backup, opener.recoveryKey), actor: 'recovery-key' }
    }
    const username = asUsername(opener.username)
    const { key, wrap } = await accountKeys.identify(username, opener.password, backup)
    return { key, actor: wrap.account }
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'keyring-damaged')) throw error
    throw new Problem('backup-unreadable', {}, { cause: error })
  }
}
