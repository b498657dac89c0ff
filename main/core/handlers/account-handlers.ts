import type { accountCalls } from '../../../shared/contract/account-calls.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

export function createAccountHandlers({
  activeOffice,
  emit,
}: HandlersDependencies): HandlersOf<typeof accountCalls> {
  const { accounts, sessions } = activeOffice

  return {
    'accounts.list': () => accounts().list(),
    'accounts.create': (input, { actor }) => accounts().create(actor, input),
    'accounts.change': async (input, { actor }) => {
      const account = await accounts().change(actor, input)
      // Roles are those of the session: signing in again makes the new ones hold at once.
      sessions().lockAccount(account.id)
      emit('session')
      return account
    },
    'accounts.set-password': async ({ id, newPassword }, { actor }) => {
      await accounts().setPassword(actor, id, newPassword)
      sessions().lockAccount(id)
      emit('session')
      return {}
    },
  }
}
