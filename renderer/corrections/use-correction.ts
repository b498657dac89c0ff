import type { CallInput } from '../../shared/contract/contract.ts'
import type { EventView } from '../../shared/contract/correction-calls.ts'
import { useCallMutation } from '../api/queries.ts'

/** Values of the correction dialog, validated. */
export interface CorrectionInput {
  id: string
  /** Undefined: a withdrawal of the whole application. */
  memberId: string | undefined
  /** The right NIK or No. KK, 16 digits; not used by a withdrawal. */
  number: string
  reason: string
}

/** The mutation of one type of correction. */
export function useCorrection(type: EventView['type']) {
  const withdraw = useCallMutation('corrections.withdraw')
  const correctNik = useCallMutation('corrections.correct-nik')
  const correctNoKk = useCallMutation('corrections.correct-no-kk')
  const mutations = { withdrawal: withdraw, 'nik-correction': correctNik, 'no-kk-correction': correctNoKk }

  function send({ id, memberId, number, reason }: CorrectionInput, onSuccess: () => void): void {
    if (type === 'withdrawal') {
      const input: CallInput<'corrections.withdraw'> = { id, reason, memberId: memberId ?? null }
      withdraw.mutate(input, { onSuccess })
    } else if (type === 'nik-correction') {
      correctNik.mutate({ id, memberId: memberId ?? '', nik: number, reason }, { onSuccess })
    } else {
      correctNoKk.mutate({ id, noKk: number, reason }, { onSuccess })
    }
  }
  return { send, isPending: mutations[type].isPending, error: mutations[type].error }
}
