import type { Activation } from '../../shared/activation.ts'
import { Problem } from '../../shared/problems.ts'
import { activateOffice, recordRevocation, revokedAt } from '../identity/office-state.ts'
import { type AccountKeys, getOwner, normaliseUsername } from './account-keys.ts'
import type { AccountRow } from './account-table.ts'
import { deleteRevocationMarker, findRevocationMarker, writeRevocationMarker } from './revocation-marker.ts'

/** Writes a revocation that the store or its marker file knows of to both; answers whether there is one. */
export function syncRevocation({ folder, clock, getOpenStore }: AccountKeys): boolean {
  const { store } = getOpenStore()
  const revokedMarkerAt = findRevocationMarker(folder)
  if (revokedMarkerAt !== null) recordRevocation(store, clock)
  const at = revokedAt(store)
  if (revokedMarkerAt === null && at !== null) writeRevocationMarker(folder, at)
  return at !== null
}

/** Throws office-revoked where nobody may work before a new activation. */
export function throwIfRevoked(accountKeys: AccountKeys): void {
  if (syncRevocation(accountKeys)) throw new Problem('office-revoked')
}

/** Activates a revoked office again; the person must be one of its administrators. */
export async function reactivate(
  accountKeys: AccountKeys,
  { username, password, activation }: { username: string; password: string; activation: Activation },
): Promise<AccountRow> {
  const { folder, clock, getOpenStore } = accountKeys
  const { wrap, key } = await accountKeys.authenticate(normaliseUsername(username), password)
  const row = await accountKeys.unlockFor(key, (table) => {
    const owner = getOwner(table, wrap)
    if (!owner.roles.includes('admin')) throw new Problem('role-missing')
    // The marker is deleted first: after an interruption the store still has the revocation, and the
    // activation is still unused.
    syncRevocation(accountKeys)
    deleteRevocationMarker(folder)
    try {
      activateOffice(getOpenStore().store, clock, activation, owner.id)
    } catch (error) {
      syncRevocation(accountKeys)
      throw error
    }
    return owner
  })
  getOpenStore().audit({ actor: row.id, action: 'session.sign-in', subject: row.id })
  return row
}
