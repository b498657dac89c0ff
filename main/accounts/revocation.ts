import type { Activation } from '../../shared/activation.ts'
import { Problem } from '../../shared/problems.ts'
import { activateOffice, noteRevocation, revokedAt } from '../identity/office-state.ts'
import { type AccountKeys, asUsername, getOwner } from './account-keys.ts'
import type { AccountRow } from './account-table.ts'
import { clearRevocationMark, findRevocationMark, setRevocationMark } from './revocation-mark.ts'

/** Notes beside the store what store or mark say, in both; whether there is anything to note. */
export function markRevoked({ folder, clock, open }: AccountKeys): boolean {
  const { store } = open()
  const mark = findRevocationMark(folder)
  if (mark !== null) noteRevocation(store, clock)
  const at = revokedAt(store)
  if (mark === null && at !== null) setRevocationMark(folder, at)
  return at !== null
}

/** Throws office-revoked: nobody works here before a new activation. */
export function refuseRevoked(accountKeys: AccountKeys): void {
  if (markRevoked(accountKeys)) throw new Problem('office-revoked')
}

/** Lets a revoked office work again by a new activation, which one of its administrators brings. */
export async function reactivate(
  accountKeys: AccountKeys,
  { username, password, activation }: { username: string; password: string; activation: Activation },
): Promise<AccountRow> {
  const { folder, clock, open } = accountKeys
  const { wrap, key } = await accountKeys.identify(asUsername(username), password)
  const row = await accountKeys.unlockFor(key, (table) => {
    const owner = getOwner(table, wrap)
    if (!owner.roles.includes('admin')) throw new Problem('role-missing')
    // The mark goes first: whatever cuts this short, the store still says it and the activation is still unused.
    markRevoked(accountKeys)
    clearRevocationMark(folder)
    try {
      activateOffice(open().store, clock, activation, owner.id)
    } catch (error) {
      markRevoked(accountKeys)
      throw error
    }
    return owner
  })
  open().audit({ actor: row.id, action: 'session.sign-in', subject: row.id })
  return row
}
