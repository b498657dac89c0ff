import type { verificationCalls } from '../../../shared/contract/verification-calls.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

export function createVerificationHandlers({
  activeOffice: { accounts, services },
  emit,
}: HandlersDependencies): HandlersOf<typeof verificationCalls> {
  return {
    'verification.queue': (_, { actor }) => services().verification.queue(actor),
    'verification.case': ({ id }, { actor }) => services().verification.case(actor, id),
    'verification.decide': ({ id, outcome, reason }, { actor }) => {
      services().verification.decide(actor, id, outcome, reason)
      emit('verification')
      return {}
    },
    'verification.take-back': ({ id }, { actor }) => {
      services().verification.takeBack(actor, id)
      emit('verification')
      return {}
    },
    'verification.sign': async ({ password }, { actor }) => {
      const { verification, sync } = services()
      const signed = await verification.sign(actor, password, accounts().confirmPassword)
      emit('verification')
      emit('applications')
      if (signed.approved > 0) sync.now()
      return signed
    },
  }
}
