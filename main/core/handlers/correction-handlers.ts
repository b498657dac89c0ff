import type { correctionCalls } from '../../../shared/contract/correction-calls.ts'
import type { CoreEvent } from '../../../shared/contract/events.ts'
import type { ActiveOffice } from '../active-office.ts'
import type { Handlers } from '../dispatcher.ts'

/** What happens to applications after their approval; what is sent by it leaves at once. */
export function createCorrectionHandlers(
  { services }: ActiveOffice,
  emit: (event: CoreEvent) => void,
): Pick<Handlers, keyof typeof correctionCalls> {
  function correcting(act: () => void): Record<string, never> {
    act()
    emit('applications')
    emit('corrections')
    services().sync.now()
    return {}
  }

  return {
    'corrections.events': ({ id }) => services().corrections.events(id),
    'corrections.withdraw': ({ id, memberId, reason }, { actor }) =>
      correcting(() => services().corrections.withdraw(actor, id, memberId, reason)),
    'corrections.correct-nik': ({ id, memberId, nik, reason }, { actor }) =>
      correcting(() => services().corrections.correctNik(actor, id, memberId, nik, reason)),
    'corrections.correct-no-kk': ({ id, noKk, reason }, { actor }) =>
      correcting(() => services().corrections.correctNoKk(actor, id, noKk, reason)),
    'corrections.open-conflicts': () => services().corrections.countOpenConflicts(),
    'corrections.conflicts': () => services().corrections.conflicts(),
    'corrections.settle': ({ id, answer, reason }, { actor }) =>
      correcting(() => services().corrections.settle(actor, id, answer, reason)),
  }
}
