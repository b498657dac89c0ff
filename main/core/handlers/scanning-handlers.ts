import type { CallName } from '../../../shared/contract/contract.ts'
import type { ActiveOffice } from '../active-office.ts'
import type { Handlers } from '../dispatcher.ts'

type ScanningCall = Extract<CallName, `scanning.${string}`>

/** What each call about scanning does. */
export function createScanningHandlers(activeOffice: ActiveOffice): Pick<Handlers, ScanningCall> {
  const { scanning, findUser } = activeOffice
  return {
    'scanning.state': ({ applicationId }) => scanning().state(applicationId),
    'scanning.scan': ({ applicationId, profileId }, { actor }) =>
      scanning().scan(actor, applicationId, profileId),
    'scanning.cancel': () => {
      scanning().cancel()
      return {}
    },
    'scanning.take': ({ applicationId }, { actor }) => scanning().take(actor, applicationId),
    'scanning.follow': ({ applicationId }, { actor, connection }) => {
      scanning().follow(actor, applicationId, () => findUser(connection, true)?.id === actor.id)
      return {}
    },
    'scanning.dismiss': ({ id }) => {
      scanning().dismiss(id)
      return {}
    },
    'scanning.settings': () => scanning().settings(),
    'scanning.change-settings': (settings, { actor }) => scanning().changeSettings(actor, settings),
    'scanning.state-of-folder': () => scanning().stateOfFolder(),
    'scanning.devices': () => scanning().devices(),
    'scanning.capabilities': ({ device }) => scanning().capabilities(device),
    'scanning.try': (input) => scanning().try(input),
  }
}
