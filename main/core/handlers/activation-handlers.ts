import type { activationCalls } from '../../../shared/contract/activation-calls.ts'
import { Problem } from '../../../shared/problems.ts'
import { checkAdministratorCode, openActivation, summariseActivation } from '../../identity/activation-file.ts'
import { activateOffice } from '../../identity/office-state.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

/** Each call decrypts the activation file again, so that nothing of it stays in memory between calls. */
export function createActivationHandlers({
  activeOffice,
  clock,
  emit,
}: HandlersDependencies): HandlersOf<typeof activationCalls> {
  const { accounts, services } = activeOffice
  const open = ({ file, passphrase }: { file: string; passphrase: string }) =>
    openActivation(file, passphrase, clock)

  return {
    'activation.read': async (input) => summariseActivation(await open(input)),

    'activation.set-up': async ({ code, administrator, ...file }, { connection }) => {
      const activation = await open(file)
      await checkAdministratorCode(activation, code)
      const { office, centre } = activation
      const setUp = { office, centre, administrator, training: false, activation }
      const { recoveryKey, store, user } = await accounts().setUp(setUp)
      activeOffice.unlock(store).sync.now()
      activeOffice.signIn(connection, user)
      return { recoveryKey, state: activeOffice.state(connection) }
    },

    'activation.reopen': async ({ username, password, ...file }, { connection }) => {
      const activation = await open(file)
      const { store, user } = await accounts().reactivate({ username, password, activation })
      activeOffice.unlock(store).sync.now()
      activeOffice.signIn(connection, user)
      emit('session')
      return activeOffice.state(connection)
    },

    'activation.renew': async (input, { actor }) => {
      if (activeOffice.training) throw new Problem('centre-training')
      const activation = await open(input)
      const { store, sync } = services()
      activateOffice(store, clock, activation, actor.id)
      sync.now()
      emit('sync')
      return {}
    },
  }
}
