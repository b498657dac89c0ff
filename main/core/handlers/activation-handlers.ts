import type { CoreEvent } from '../../../shared/contract/events.ts'
import { Problem } from '../../../shared/problems.ts'
import { checkAdministratorCode, openActivation, summaryOf } from '../../identity/activation-file.ts'
import { activateOffice } from '../../identity/office-state.ts'
import type { Clock } from '../../store/clock.ts'
import type { ActiveOffice } from '../active-office.ts'
import type { Handlers } from '../dispatcher.ts'

type ActivationHandlers = Pick<Handlers, Extract<keyof Handlers, `activation.${string}`>>

/** What the calls of activation do: the file is opened anew for each, so that nothing of it lies about between them. */
export function createActivationHandlers(
  activeOffice: ActiveOffice,
  clock: Clock,
  emit: (event: CoreEvent) => void,
): ActivationHandlers {
  const { accounts, services } = activeOffice
  const open = ({ file, passphrase }: { file: string; passphrase: string }) =>
    openActivation(file, passphrase, clock)

  return {
    'activation.read': async (input) => summaryOf(await open(input)),

    'activation.set-up': async ({ code, administrator, ...file }, { connection }) => {
      const activation = await open(file)
      await checkAdministratorCode(activation, code)
      const { office, centre } = activation
      const setUp = { office, centre, administrator, training: false, activation }
      const { recoveryKey, store, user } = await accounts().setUp(setUp)
      activeOffice.unlocked(store).sync.now()
      activeOffice.enter(connection, user)
      return { recoveryKey, state: activeOffice.state(connection) }
    },

    'activation.reopen': async ({ username, password, ...file }, { connection }) => {
      const activation = await open(file)
      const { store, user } = await accounts().reactivate({ username, password, activation })
      activeOffice.unlocked(store).sync.now()
      activeOffice.enter(connection, user)
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
