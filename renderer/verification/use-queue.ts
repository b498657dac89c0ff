import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PendingDecision, QueuedCase } from '../../shared/contract/verification-calls.ts'
import { call } from '../api/client.ts'
import { problemText } from '../api/form-problem.tsx'
import { useCallQuery } from '../api/queries.ts'
import { useToast } from '../ui/toasts.tsx'
import { prefetchCase } from './case-query.ts'
import { canDecide, caseToRevoke, nextUndecided, upcomingCases } from './queue.ts'

const queueKey = ['verification.queue', {}]
const noCases: readonly QueuedCase[] = []
/** The next case is in sight the moment this one is decided, and the one after it soon. */
const prefetchCount = 2

/** The queue, the case in sight, and what is decided about it. Decisions show at once and are stored behind. */
export function useVerificationQueue() {
  const client = useQueryClient()
  const showToast = useToast()
  const query = useCallQuery('verification.queue', {})
  const cases = query.data ?? noCases
  const [chosen, setChosen] = useState<string>()
  const [decided, setDecided] = useState<readonly string[]>([])
  const current = cases.find((queuedCase) => queuedCase.id === chosen) ?? cases.find(canDecide) ?? cases[0]

  const currentId = current?.id
  useEffect(() => {
    for (const queuedCase of upcomingCases(cases, currentId, prefetchCount))
      void prefetchCase(client, queuedCase)
  }, [client, cases, currentId])

  /** Shows a decision before it is stored; an answer that was on its way does not know of it and is dropped. */
  async function showDecision(id: string, pending: PendingDecision | null): Promise<void> {
    await client.cancelQueries({ queryKey: queueKey })
    client.setQueryData<QueuedCase[]>(queueKey, (known) =>
      known?.map((queuedCase) => (queuedCase.id === id ? { ...queuedCase, pending } : queuedCase)),
    )
  }

  async function store(id: string, request: Promise<unknown>): Promise<void> {
    try {
      await request
    } catch (error) {
      showToast({ text: problemText(error), tone: 'problem' })
      setChosen(id)
    } finally {
      await client.invalidateQueries({ queryKey: queueKey })
    }
  }

  const revocable = caseToRevoke(cases, current?.id, decided)
  return {
    query,
    cases,
    current,
    choose: setChosen,
    decide(queuedCase: QueuedCase, decision: PendingDecision) {
      const next = nextUndecided(cases, queuedCase.id)
      setChosen(next?.id ?? queuedCase.id)
      setDecided((all) => [...all.filter((id) => id !== queuedCase.id), queuedCase.id])
      void showDecision(queuedCase.id, decision)
      void store(queuedCase.id, call('verification.decide', { id: queuedCase.id, ...decision }))
    },
    takeBack:
      revocable &&
      (() => {
        setChosen(revocable.id)
        void showDecision(revocable.id, null)
        void store(revocable.id, call('verification.take-back', { id: revocable.id }))
      }),
  }
}

export type VerificationQueue = ReturnType<typeof useVerificationQueue>
