import type { sessionCalls } from '../../../shared/contract/session-calls.ts'
import { prepareTraining } from '../../training/training.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

export function createSessionHandlers({
  activeOffice,
  drawCard,
}: HandlersDependencies): HandlersOf<typeof sessionCalls> {
  const { accounts, sessions } = activeOffice

  return {
    'session.state': (_, { connection }) => activeOffice.state(connection),
    'session.set-up': async ({ office, centre, administrator }, { connection }) => {
      const setUp = { office, centre, administrator, training: false }
      const { recoveryKey, store, user } = await accounts().setUp(setUp)
      activeOffice.unlock(store)
      activeOffice.signIn(connection, user)
      return { recoveryKey, state: activeOffice.state(connection) }
    },
    'session.start-training': async (_, { connection }) => {
      if (!activeOffice.training) await activeOffice.switchTo({ training: true })
      const trainees = await prepareTraining({
        folder: activeOffice.folder(),
        accounts: accounts(),
        drawCard,
        openServices: activeOffice.unlock,
      })
      return { state: activeOffice.state(connection), accounts: trainees }
    },
    'session.leave-training': async (_, { connection }) => {
      if (activeOffice.training) await activeOffice.switchTo({ training: false })
      return activeOffice.state(connection)
    },
    'session.sign-in': async ({ username, password }, { connection }) => {
      const { store, user } = await accounts().signIn(username, password)
      activeOffice.unlock(store)
      activeOffice.signIn(connection, user)
      return activeOffice.state(connection)
    },
    'session.lock': (_, { connection }) => {
      sessions().lock(connection)
      return activeOffice.state(connection)
    },
    'session.recover': async ({ recoveryKey, username, newPassword }, { connection }) => {
      const { store, user } = await accounts().recover(recoveryKey, username, newPassword)
      activeOffice.unlock(store)
      activeOffice.signIn(connection, user)
      return activeOffice.state(connection)
    },
    'session.change-password': async ({ currentPassword, newPassword }, { actor }) => {
      await accounts().changePassword(actor.id, currentPassword, newPassword)
      return {}
    },
  }
}
