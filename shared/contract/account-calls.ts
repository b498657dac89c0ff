import { z } from 'zod'
import { Role } from '../roles.ts'
import { defineCall } from './call.ts'
import { NewPassword, Username } from './session-calls.ts'

export const Account = z.object({
  id: z.uuid(),
  username: Username,
  name: z.string(),
  roles: z.array(Role),
  active: z.boolean(),
})
export type Account = z.infer<typeof Account>

const AccountName = z.string().trim().min(1).max(100)

export const accountCalls = {
  'accounts.list': defineCall({ who: ['admin'], input: z.object({}), output: z.array(Account) }),
  'accounts.create': defineCall({
    who: ['admin'],
    input: z.object({
      username: Username,
      name: AccountName,
      roles: z.array(Role).min(1),
      password: NewPassword,
    }),
    output: Account,
  }),
  'accounts.change': defineCall({
    who: ['admin'],
    input: z.object({ id: z.uuid(), name: AccountName, roles: z.array(Role).min(1), active: z.boolean() }),
    output: Account,
  }),
  'accounts.set-password': defineCall({
    who: ['admin'],
    input: z.object({ id: z.uuid(), newPassword: NewPassword }),
    output: z.object({}),
  }),
}
