import type { Account } from '../../shared/contract/account-calls.ts'
import type { CallInput } from '../../shared/contract/contract.ts'
import { Problem } from '../../shared/problems.ts'
import type { Actor } from '../journal/actor.ts'
import { moment } from '../store/clock.ts'
import { newId } from '../store/identifiers.ts'
import { transact } from '../store/store.ts'
import type { AccountKeys } from './account-keys.ts'
import type { AccountRow, AccountTable } from './account-table.ts'
import { checkPassword } from './password-policy.ts'

/** An administrator's changes of accounts; accounts.ts lists what each throws. */
export async function createAccount(
  { clock, getOpenStore, assignPassword }: AccountKeys,
  actor: Actor,
  { username, name, roles, password }: CallInput<'accounts.create'>,
): Promise<Account> {
  const { table, audit } = getOpenStore()
  if (table.list().some((row) => row.username === username)) throw new Problem('account-exists')
  checkPassword(password, username)
  const row = { id: newId(), username, name, roles, active: true, keyWrap: '' }
  await assignPassword(row, password, (created) => {
    table.insert(created, moment(clock))
    audit({ actor: actor.id, action: 'accounts.create', subject: row.id, detail: rights(row) })
  })
  return toAccount(row)
}

export function changeAccount(
  { getOpenStore, pruneWraps }: AccountKeys,
  actor: Actor,
  { id, name, roles, active }: CallInput<'accounts.change'>,
): Account {
  const { store, table, audit } = getOpenStore()
  const row = getRow(table, id)
  const changed = { ...row, name, roles, active, keyWrap: active ? row.keyWrap : '' }
  const others = table.list().filter((other) => other.id !== id)
  if (canAdminister(row) && !canAdminister(changed) && !others.some(canAdminister)) {
    throw new Problem('account-last-administrator')
  }
  transact(store, () => {
    table.update(changed)
    audit({ actor: actor.id, action: 'accounts.change', subject: id, detail: rights(changed) })
  })
  pruneWraps()
  return toAccount(changed)
}

export async function setPassword(
  { getOpenStore, assignPassword, loginThrottle }: AccountKeys,
  actor: Actor,
  accountId: string,
  newPassword: string,
): Promise<void> {
  const { table, audit } = getOpenStore()
  const row = getRow(table, accountId)
  if (!row.active) throw new Problem('account-inactive')
  checkPassword(newPassword, row.username)
  await assignPassword(row, newPassword, (changed) => {
    table.update(changed)
    audit({ actor: actor.id, action: 'accounts.set-password', subject: accountId })
  })
  loginThrottle.reset(row.username)
}

/** The account without the id of its wrap. */
export const toAccount = ({ id, username, name, roles, active }: AccountRow): Account => ({
  id,
  username,
  name,
  roles,
  active,
})

function getRow(table: AccountTable, id: string): AccountRow {
  const row = table.find(id)
  if (!row) throw new Error('no account of this id')
  return row
}

/** Whether the account can sign in as administrator: one without a password cannot. */
const canAdminister = (row: AccountRow): boolean =>
  row.active && row.keyWrap !== '' && row.roles.includes('admin')

const rights = ({ roles, active }: AccountRow) => ({ roles: roles.join(' '), active })
