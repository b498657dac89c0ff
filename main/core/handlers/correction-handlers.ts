import type { correctionCalls } from '../../../shared/contract/correction-calls.ts'
import type { HandlersDependencies, HandlersOf } from './handlers-of.ts'

/** Events on approved applications; what they queue for the centre is sent at once. */
export function createCorrectionHandlers({
  activeOffice: { services },
  emit,
}: HandlersDependencies): HandlersOf<typeof correctionCalls> {
  function changing(change: () => void): Record<string, never> {
    change()
    emit('applications')
    emit('corrections')
    services().sync.now()
    return {}
  }

  return {
    'corrections.events': ({ id }) => services().corrections.events(id),
    'corrections.withdraw': ({ id, memberId, reason }, { actor }) =>
      changing(() => services().corrections.withdraw(actor, id, memberId, reason)),
    'corrections.correct-nik': ({ id, memberId, nik, reason }, { actor }) =>
      changing(() => services().corrections.correctNik(actor, id, memberId, nik, reason)),
    'corrections.correct-no-kk': ({ id, noKk, reason }, { actor }) =>
      changing(() => services().corrections.correctNoKk(actor, id, noKk, reason)),
    'corrections.open-conflicts': () => services().corrections.countOpenConflicts(),
    'corrections.conflicts': () => services().corrections.conflicts(),
    'corrections.settle': ({ id, answer, reason }, { actor }) =>
      changing(() => services().corrections.settle(actor, id, answer, reason)),
  }
}
