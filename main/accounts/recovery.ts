import { Problem } from '../../shared/problems.ts'
import { type AccountKeys, normaliseUsername } from './account-keys.ts'
import type { AccountRow, AccountTable } from './account-table.ts'
import { unwrapWithRecoveryKey } from './key-ring.ts'
import { getKeyRing } from './key-ring-file.ts'
import { checkPassword } from './password-policy.ts'
import { parseRecoveryKey } from './recovery-key.ts'
import { throwIfRevoked } from './revocation.ts'

/** Unwraps the store's key with the typed recovery key. Throws recovery-key-wrong, keyring-damaged. */
export function unwrapByRecoveryKey(folder: string, typed: string): Uint8Array {
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
  const username = normaliseUsername(typedUsername)
  const key = unwrapByRecoveryKey(accountKeys.folder, typedKey)
  checkPassword(newPassword, username)
  const wasOpen = accountKeys.dataFolder.opened() !== undefined
  const row = await accountKeys.unlockFor(key, (table) => getAdministrator(table, username))
  const { table, audit } = accountKeys.getOpenStore()
  await accountKeys.assignPassword(row, newPassword, (changed) => {
    table.update(changed)
    audit({ actor: row.id, action: 'session.recover', subject: row.id })
  })
  accountKeys.loginThrottle.reset(username)
  try {
    throwIfRevoked(accountKeys)
  } catch (error) {
    if (!wasOpen) accountKeys.dataFolder.close()
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
