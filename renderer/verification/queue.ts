import type { QueuedCase } from '../../shared/contract/verification-calls.ts'

/** Filter of the queue. */
export type QueueFilter = 'semua' | 'belum' | 'sudah'

/** Whether the person can decide it: not submitted by themselves, and without a decision. */
export function canDecide(queuedCase: QueuedCase): boolean {
  return !queuedCase.own && queuedCase.pending === null
}

/** Cases of the filter whose name or number contains the typed text. */
export function filterQueue(cases: readonly QueuedCase[], filter: QueueFilter, typed: string): QueuedCase[] {
  const wanted = typed.trim().toUpperCase()
  return cases.filter(
    (queuedCase) =>
      (filter === 'semua' || (filter === 'sudah') === (queuedCase.pending !== null)) &&
      (queuedCase.headName.toUpperCase().includes(wanted) ||
        queuedCase.number.toUpperCase().includes(wanted)),
  )
}

/**
 * The next undecided case after this one, wrapping around; undefined where there is no other.
 */
export function nextUndecided(
  cases: readonly QueuedCase[],
  currentId: string | undefined,
): QueuedCase | undefined {
  const index = cases.findIndex((queuedCase) => queuedCase.id === currentId)
  const rotated = [...cases.slice(index + 1), ...cases.slice(0, Math.max(index, 0))]
  return rotated.find(canDecide)
}

/** The next undecided cases, for prefetching. */
export function upcomingCases(
  cases: readonly QueuedCase[],
  currentId: string | undefined,
  count: number,
): QueuedCase[] {
  const upcoming: QueuedCase[] = []
  let at = currentId
  while (upcoming.length < count) {
    const next = nextUndecided(cases, at)
    if (!next || next.id === currentId || upcoming.includes(next)) break
    upcoming.push(next)
    at = next.id
  }
  return upcoming
}

/**
 * The case whose decision "take back" revokes: the current one, or else the last decided.
 *
 * @param decided ids in the order of their decisions since the screen was opened
 */
export function caseToRevoke(
  cases: readonly QueuedCase[],
  currentId: string | undefined,
  decided: readonly string[],
): QueuedCase | undefined {
  const hasDecision = (id: string | undefined) =>
    cases.find((queuedCase) => queuedCase.id === id && queuedCase.pending !== null)
  return hasDecision(currentId) ?? [...decided].reverse().map(hasDecision).find(Boolean)
}

/** Progress of the queue. */
export function countQueue(cases: readonly QueuedCase[]): { all: number; decided: number } {
  return { all: cases.length, decided: cases.filter((queuedCase) => queuedCase.pending !== null).length }
}
