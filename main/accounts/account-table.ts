import { z } from 'zod'
import type { Account } from '../../shared/contract/account-calls.ts'
import { Role } from '../../shared/roles.ts'
import type { Store } from '../store/store.ts'

/** An account with the id of its valid wrap in the key ring, empty where it cannot sign in. */
export interface AccountRow extends Account {
  keyWrap: string
}

interface StoredAccount {
  id: string
  username: string
  name: string
  roles: string
  active: number
  keyWrap: string
}

const Roles = z.array(Role)

export interface AccountTable {
  find(id: string): AccountRow | undefined
  /** In the order of their names. */
  list(): AccountRow[]
  insert(row: AccountRow, at: string): void
  update(row: AccountRow): void
}

export function accountTable(store: Store): AccountTable {
  const select = `SELECT id, username, name, roles, active, key_wrap AS keyWrap FROM accounts`
  const byId = store.prepare<[string], StoredAccount>(`${select} WHERE id = ?`)
  const all = store.prepare<[], StoredAccount>(`${select} ORDER BY name, username`)
  const insert = store.prepare<StoredAccount & { at: string }>(
    `INSERT INTO accounts (id, username, name, roles, active, created_at, key_wrap)
     VALUES (:id, :username, :name, :roles, :active, :at, :keyWrap)`,
  )
  const update = store.prepare<Omit<StoredAccount, 'username'>>(
    `UPDATE accounts SET name = :name, roles = :roles, active = :active, key_wrap = :keyWrap WHERE id = :id`,
  )
  return {
    find(id) {
      const row = byId.get(id)
      return row && fromStored(row)
    },
    list: () => all.all().map(fromStored),
    insert: (row, at) => void insert.run({ ...toStored(row), at }),
    update: (row) => void update.run(toStored(row)),
  }
}

const fromStored = (row: StoredAccount): AccountRow => ({
  ...row,
  roles: Roles.parse(JSON.parse(row.roles)),
  active: row.active === 1,
})

const toStored = (row: AccountRow): StoredAccount => ({
  ...row,
  roles: JSON.stringify(row.roles),
  active: row.active ? 1 : 0,
})
