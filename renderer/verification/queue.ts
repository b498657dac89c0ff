import type { QueueLine } from '../../shared/contract/verification-calls.ts'

/** Which part of the queue is looked at. */
export type QueueFilter = 'semua' | 'belum' | 'sudah'

/** One can decide it: it is not one's own and has no decision yet. */
export function isUndecided(line: QueueLine): boolean {
  return !line.own && line.pending === null
}

/** Lines of a part of the queue whose name or number holds what is typed. */
export function filterQueue(lines: readonly QueueLine[], filter: QueueFilter, typed: string): QueueLine[] {
  const wanted = typed.trim().toUpperCase()
  return lines.filter(
    (line) =>
      (filter === 'semua' || (filter === 'sudah') === (line.pending !== null)) &&
      (line.headName.toUpperCase().includes(wanted) || line.number.toUpperCase().includes(wanted)),
  )
}

/**
 * The case after this one that still wants a decision; from the end of the queue on from its beginning.
 * Undefined where no other is left.
 */
export function nextUndecided(
  lines: readonly QueueLine[],
  currentId: string | undefined,
): QueueLine | undefined {
  const index = lines.findIndex((line) => line.id === currentId)
  const rotated = [...lines.slice(index + 1), ...lines.slice(0, Math.max(index, 0))]
  return rotated.find(isUndecided)
}

/** The cases that are likely looked at next, to have them ready. */
export function upcomingCases(
  lines: readonly QueueLine[],
  currentId: string | undefined,
  count: number,
): QueueLine[] {
  const upcoming: QueueLine[] = []
  let at = currentId
  while (upcoming.length < count) {
    const next = nextUndecided(lines, at)
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
  lines: readonly QueueLine[],
  currentId: string | undefined,
  decided: readonly string[],
): QueueLine | undefined {
  const hasDecision = (id: string | undefined) =>
    lines.find((line) => line.id === id && line.pending !== null)
  return hasDecision(currentId) ?? [...decided].reverse().map(hasDecision).find(Boolean)
}

/** How far the queue is. */
export function countQueue(lines: readonly QueueLine[]): { all: number; decided: number } {
  return { all: lines.length, decided: lines.filter((line) => line.pending !== null).length }
}
