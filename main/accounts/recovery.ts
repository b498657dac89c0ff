import { Problem } from '../../shared/problems.ts'
import { type AccountKeys, asUsername } from './account-keys.ts'
import type { AccountRow, AccountTable } from './account-table.ts'
import { unwrapWithRecoveryKey } from './key-ring.ts'
import { getKeyRing } from './key-ring-file.ts'
import { checkPassword } from './password-policy.ts'
import { parseRecoveryKey } from './recovery-key.ts'
import { refuseRevoked } from './revocation.ts'

/** The store's key by the recovery key, however it was typed. Throws recovery-key-wrong, keyring-damaged. */
export function getKeyByRecovery(folder: string, typed: string): Uint8Array {
  const ring = getKeyRing(folder)
  const recoveryKey = parseRecoveryKey(typed)
  const key = recoveryKey && unwrapWithRecoveryKey(ring.recovery, recoveryKey)
  if (!key) throw new Problem('recovery-key-wrong')
  return key
}

/** Gives an administrator who can no longer sign in a new password. */
export async function recover(
  accountKeys: AccountKeys,
  typedKey: string,
  typedUsername: string,
  newPassword: string,
): Promise<AccountRow> {
  const username = asUsername(typedUsername)
  const key = getKeyByRecovery(accountKeys.folder, typedKey)
  checkPassword(newPassword, username)
  const wasOpen = accountKeys.dataFolder.opened() !== undefined
  const row = await accountKeys.unlockFor(key, (table) => getAdministrator(table, username))
  const { table, audit } = accountKeys.open()
  await accountKeys.giveKey(row, newPassword, (changed) => {
    table.update(changed)
    audit({ actor: row.id, action: 'session.recover', subject: row.id })
  })
  accountKeys.loginThrottle.succeed(username)
  try {
    refuseRevoked(accountKeys)
  } catch (error) {
    if (!wasOpen) accountKeys.dataFolder.shut()
    throw error
  }
  return row
}

function getAdministrator(table: AccountTable, username: string): AccountRow {
  const row = table.list().find((candidate) => candidate.username === username)
  if (!row) throw new Problem('sign-in-failed')
  if (!row.active) throw new Problem('account-inactive')
  if (!row.roles.includes('admin')) throw new Problem('role-missing')
  return row
}
