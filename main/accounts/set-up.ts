import type { Activation } from '../../shared/activation.ts'
import type { CallInput } from '../../shared/contract/contract.ts'
import { Problem } from '../../shared/problems.ts'
import type { Role } from '../../shared/roles.ts'
import { activateOffice } from '../identity/office-state.ts'
import { createJournal } from '../journal/journal.ts'
import { moment } from '../store/clock.ts'
import { newDevice } from '../store/device.ts'
import { newId } from '../store/identifiers.ts'
import { insertOffice } from '../store/office.ts'
import { writeSetting } from '../store/settings.ts'
import type { AccountKeys } from './account-keys.ts'
import { type AccountRow, accountTable } from './account-table.ts'
import { type KeyRing, newDataKey, wrapWithPassword, wrapWithRecoveryKey } from './key-ring.ts'
import { checkPassword } from './password-policy.ts'
import { formatRecoveryKey, newRecoveryKey } from './recovery-key.ts'

export type SetUpInput = CallInput<'session.set-up'> & {
  training: boolean
  /** The activation file that the office and its way to the centre come from, where there is one. */
  activation?: Activation
}

/**
 * Creates and opens the office's store with its first administrator; answers the recovery key, which is
 * stored nowhere.
 */
export async function setUp(
  { dataFolder, clock }: AccountKeys,
  { office, centre, administrator, training, activation }: SetUpInput,
): Promise<{ recoveryKey: string; row: AccountRow }> {
  dataFolder.lock()
  if (dataFolder.isSetUp()) throw new Problem('already-set-up')
  const { username, name, password } = administrator
  checkPassword(password, username)
  const key = newDataKey()
  const recoveryKey = newRecoveryKey()
  const id = newId()
  const wrap = await wrapWithPassword(key, { id, username }, password)
  const ring: KeyRing = { version: 1, wraps: [wrap], recovery: wrapWithRecoveryKey(key, recoveryKey) }
  const roles: Role[] = [...new Set<Role>(['admin', ...administrator.roles])]
  const row = { id, username, name, roles, active: true, keyWrap: wrap.id }
  dataFolder.create(key, ring, (store) => {
    const at = moment(clock)
    insertOffice(store, { office, ...newDevice(), training }, at)
    accountTable(store).insert(row, at)
    writeSetting(store, 'centre', centre)
    createJournal(store, clock).audit({ actor: id, action: 'session.set-up', subject: office.code })
    if (activation) activateOffice(store, clock, activation, id)
  })
  return { recoveryKey: formatRecoveryKey(recoveryKey), row }
}
