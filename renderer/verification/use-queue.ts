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
/** Number of upcoming cases to prefetch. */
const prefetchCount = 2

/** The queue, the current case, and its decisions, with optimistic updates. */
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

  /** Optimistic update; a fetch in flight is cancelled, since its response may predate the decision. */
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
