import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PendingDecision, QueueLine } from '../../shared/contract/verification-calls.ts'
import { call } from '../api/client.ts'
import { problemText } from '../api/form-problem.tsx'
import { useCallQuery } from '../api/queries.ts'
import { useToast } from '../ui/toasts.tsx'
import { prefetchCase } from './case-query.ts'
import { caseToRevoke, isUndecided, nextUndecided, upcomingCases } from './queue.ts'

const queueKey = ['verification.queue', {}]
const noCases: readonly QueueLine[] = []
/** The next case is in sight the moment this one is decided, and the one after it soon. */
const prefetchCount = 2

/** The queue, the case in sight, and what is decided about it. Decisions show at once and are stored behind. */
export function useVerificationQueue() {
  const client = useQueryClient()
  const showToast = useToast()
  const query = useCallQuery('verification.queue', {})
  const lines = query.data ?? noCases
  const [chosen, setChosen] = useState<string>()
  const [decided, setDecided] = useState<readonly string[]>([])
  const current = lines.find((line) => line.id === chosen) ?? lines.find(isUndecided) ?? lines[0]

  const currentId = current?.id
  useEffect(() => {
    for (const line of upcomingCases(lines, currentId, prefetchCount)) void prefetchCase(client, line)
  }, [client, lines, currentId])

  /** Shows a decision before it is stored; an answer that was on its way does not know of it and is dropped. */
  async function showDecision(id: string, pending: PendingDecision | null): Promise<void> {
    await client.cancelQueries({ queryKey: queueKey })
    client.setQueryData<QueueLine[]>(queueKey, (known) =>
      known?.map((line) => (line.id === id ? { ...line, pending } : line)),
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

  const revocable = caseToRevoke(lines, current?.id, decided)
  return {
    query,
    lines,
    current,
    choose: setChosen,
    decide(line: QueueLine, decision: PendingDecision) {
      const next = nextUndecided(lines, line.id)
      setChosen(next?.id ?? line.id)
      setDecided((all) => [...all.filter((id) => id !== line.id), line.id])
      void showDecision(line.id, decision)
      void store(line.id, call('verification.decide', { id: line.id, ...decision }))
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
