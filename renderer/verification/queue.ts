import type { QueuedCase } from '../../shared/contract/verification-calls.ts'

/** Which part of the queue is looked at. */
export type QueueFilter = 'semua' | 'belum' | 'sudah'

/** One can decide it: it is not one's own and has no decision yet. */
export function canDecide(queuedCase: QueuedCase): boolean {
  return !queuedCase.own && queuedCase.pending === null
}

/** Lines of a part of the queue whose name or number holds what is typed. */
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
 * The case after this one that still wants a decision; from the end of the queue on from its beginning.
 * Undefined where no other is left.
 */
export function nextUndecided(
  cases: readonly QueuedCase[],
  currentId: string | undefined,
): QueuedCase | undefined {
  const index = cases.findIndex((queuedCase) => queuedCase.id === currentId)
  const rotated = [...cases.slice(index + 1), ...cases.slice(0, Math.max(index, 0))]
  return rotated.find(canDecide)
}

/** The cases that are likely looked at next, to have them ready. */
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
 * Whose decision "take back" means: that of the case in sight, or else the one decided last.
 *
 * @param decided ids in the order in which they were decided in this sitting
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

/** How far the queue is. */
export function countQueue(cases: readonly QueuedCase[]): { all: number; decided: number } {
  return { all: cases.length, decided: cases.filter((queuedCase) => queuedCase.pending !== null).length }
}
