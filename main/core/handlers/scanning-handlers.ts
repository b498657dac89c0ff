import type { scanningCalls } from '../../../shared/contract/scanning-calls.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

export function createScanningHandlers({
  activeOffice: { scanIntake, findUser },
}: HandlersDependencies): HandlersOf<typeof scanningCalls> {
  return {
    'scanning.state': ({ applicationId }) => scanIntake().state(applicationId),
    'scanning.scan': ({ applicationId, profileId }, { actor }) =>
      scanIntake().scan(actor, applicationId, profileId),
    'scanning.cancel': () => {
      scanIntake().cancel()
      return {}
    },
    'scanning.import': ({ applicationId }, { actor }) => scanIntake().importWaiting(actor, applicationId),
    'scanning.follow': ({ applicationId }, { actor, connection }) => {
      const isSignedIn = () => findUser(connection, true)?.id === actor.id
      scanIntake().setTarget(actor, applicationId, isSignedIn)
      return {}
    },
    'scanning.dismiss': ({ id }) => {
      scanIntake().dismiss(id)
      return {}
    },
    'scanning.settings': () => scanIntake().settings(),
    'scanning.change-settings': (settings, { actor }) => scanIntake().changeSettings(actor, settings),
    'scanning.state-of-folder': () => scanIntake().folderState(),
    'scanning.devices': () => scanIntake().devices(),
    'scanning.capabilities': ({ device }) => scanIntake().capabilities(device),
    'scanning.try': (input) => scanIntake().try(input),
  }
}
