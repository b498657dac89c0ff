import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PartAnswer, Verdict } from '../../../main/central/central-client.ts'
import { createDeliveryPlan, type DeliveryPlan, type Task } from '../../../main/sync/delivery-plan.ts'

const waiting = (id: string, ...scans: [string, number][]) => ({
  id,
  kind: 'operation' as const,
  scans: scans.map(([hash, byteLength]) => ({ hash, byteLength, bytesSent: 0 })),
})

const lacking = (...missing: [string, number][]): Verdict => ({
  verdict: 'applied',
  refusal: '',
  complete: missing.length === 0,
  missing: missing.map(([hash, received]) => ({ hash, received })),
})

const next = (plan: DeliveryPlan, bytes: number) => plan.nextAnnouncement(bytes) ?? plan.nextChunk(bytes)

const packet = (id: string, byteLength: number) => ({
  id,
  kind: 'packet' as const,
  scans: [{ hash: `bytes of ${id}`, byteLength, bytesSent: 0 }],
})

const batch = (...operations: string[]) => ({ kind: 'batch', operations })

const chunk = (...parts: [string, number, number][]) => ({
  kind: 'chunk',
  parts: parts.map(([scan, offset, length]) => ({ scan, offset, length })),
})

const answer = (
  scan: string,
  answered: PartAnswer['answer'],
  received: number,
  completed: string[] = [],
) => ({
  parts: [{ scan, answer: answered, received }],
  completed,
})

describe('the order of tasks', () => {
  test('sends records before scans, and the scan with the fewest bytes left first', () => {
    const plan = createDeliveryPlan()
    plan.add(waiting('a', ['large', 900], ['small', 50]))
    plan.add(waiting('b'))
    expect(next(plan, 100)).toEqual(batch('a'))
    plan.recordVerdict('a', lacking(['large', 0], ['small', 0]))
    expect(next(plan, 100)).toEqual(batch('b'))
    expect(plan.recordVerdict('b', lacking()).delivered).toEqual(['b'])
    expect(next(plan, 100)).toEqual(chunk(['small', 0, 50]))
    expect(next(plan, 100)).toEqual(chunk(['large', 0, 100]))
    // Both in hand: nothing left to take, until one comes back.
    expect(next(plan, 100)).toBeUndefined()
    plan.recordChunkAnswer(answer('large', 'received', 100))
    plan.add(waiting('c'))
    expect(next(plan, 100)).toEqual(batch('c'))
    expect(next(plan, 100)).toEqual(chunk(['large', 100, 100]))
  })

  test('batches operations up to the length of a chunk, and does not hold up a new one', () => {
    const plan = createDeliveryPlan()
    for (const id of ['a', 'b', 'c', 'd', 'e']) plan.add(waiting(id))
    expect(next(plan, 3_000)).toEqual(batch('a', 'b', 'c'))
    expect(next(plan, 3_000)).toEqual(batch('d', 'e'))
  })

  test('keeps batches of operations with scans short, so that the first scans do not wait for the last operation', () => {
    const plan = createDeliveryPlan()
    const ids = Array.from({ length: 60 }, (_, index) => `a${index}`)
    for (const id of ids) plan.add(waiting(id, [`scan of ${id}`, 900]))
    expect(next(plan, 100_000)).toEqual(batch(...ids.slice(0, 25)))
    expect(next(plan, 100_000)).toEqual(batch(...ids.slice(25, 50)))
  })

  test('sends operations before packets, packets before scans', () => {
    const plan = createDeliveryPlan()
    plan.add(waiting('a', ['scan', 10]))
    plan.add(packet('p', 500))
    expect(next(plan, 100)).toEqual(batch('a'))
    plan.recordVerdict('a', lacking(['scan', 0]))
    expect(next(plan, 100)).toEqual({ kind: 'packet', packet: 'p' })
    plan.recordVerdict('p', lacking(['bytes of p', 450]))
    expect(next(plan, 100)).toEqual(chunk(['bytes of p', 450, 50]))
    expect(next(plan, 100)).toEqual(chunk(['scan', 0, 10]))
    // Nobody has to ask for a packet again: with its bytes it is all there.
    expect(plan.recordChunkAnswer(answer('bytes of p', 'complete', 500)).delivered).toEqual(['p'])
  })

  test('packs several short scans into one chunk', () => {
    const plan = createDeliveryPlan()
    plan.add(waiting('a', ['one', 40], ['two', 30], ['three', 50]))
    next(plan, 100)
    plan.recordVerdict('a', lacking(['one', 0], ['two', 10], ['three', 0]))
    expect(next(plan, 100)).toEqual(chunk(['two', 10, 20], ['one', 0, 40]))
    expect(next(plan, 100)).toEqual(chunk(['three', 0, 50]))
  })

  test('sends only the bytes that the centre lacks', () => {
    const plan = createDeliveryPlan()
    plan.add(waiting('a', ['there', 500], ['half', 500]))
    next(plan, 1_000)
    plan.recordVerdict('a', lacking(['half', 250]))
    expect(next(plan, 1_000)).toEqual(chunk(['half', 250, 250]))
    expect(next(plan, 1_000)).toBeUndefined()
  })
})

describe('finishing an operation', () => {
  test('is delivered when its record is complete, with all that share the scan', () => {
    const plan = createDeliveryPlan()
    for (const id of ['a', 'b', 'c']) plan.add(waiting(id, ['shared', 10]))
    for (const id of ['a', 'b', 'c']) {
      next(plan, 100)
      plan.recordVerdict(id, lacking(['shared', 0]))
    }
    expect(next(plan, 100)).toEqual(chunk(['shared', 0, 10]))
    // `d` is another process's.
    expect(plan.recordChunkAnswer(answer('shared', 'complete', 10, ['a', 'b', 'd']))).toEqual({
      delivered: ['a', 'b'],
      refused: [],
    })
    // `c` was not named although its last scan is there: it is asked for again, not taken for granted.
    expect(next(plan, 100)).toEqual(batch('c'))
    expect(plan.recordVerdict('c', { ...lacking(), verdict: 'already' }).delivered).toEqual(['c'])
  })

  test('is refused without affecting others', () => {
    const plan = createDeliveryPlan()
    plan.add(waiting('bad', ['own', 10], ['shared', 10]))
    plan.add(waiting('good', ['shared', 10]))
    next(plan, 100)
    expect(plan.recordVerdict('bad', { ...lacking(), verdict: 'refused', refusal: 'area-foreign' })).toEqual({
      delivered: [],
      refused: [{ operation: 'bad', code: 'area-foreign' }],
    })
    next(plan, 100)
    plan.recordVerdict('good', lacking(['shared', 0]))
    expect(next(plan, 100)).toEqual(chunk(['shared', 0, 10]))
    expect(next(plan, 100)).toBeUndefined()
  })

  test('refuses every record of a scan that the store cannot read', () => {
    const plan = createDeliveryPlan()
    for (const id of ['a', 'b']) plan.add(waiting(id, ['lost', 10]))
    expect(plan.failScan('lost').refused).toEqual([
      { operation: 'a', code: 'scan-damaged' },
      { operation: 'b', code: 'scan-damaged' },
    ])
    expect(next(plan, 100)).toBeUndefined()
  })

  test('refuses the records of a scan whose bytes never match its hash', () => {
    const plan = createDeliveryPlan()
    plan.add(waiting('a', ['cursed', 10]))
    next(plan, 100)
    plan.recordVerdict('a', lacking(['cursed', 0]))
    let refused: string[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      next(plan, 100)
      refused = plan.recordChunkAnswer(answer('cursed', 'reset', 0)).refused.map(({ code }) => code)
    }
    expect(refused).toEqual(['scan-hash'])
  })
})

describe('failures', () => {
  test('retries a failed task alone and last, and sets it aside after eight failures until retryFailed', () => {
    const plan = createDeliveryPlan()
    plan.add(waiting('poison'))
    plan.add(waiting('good'))
    const first = next(plan, 100)
    if (first !== undefined) plan.recordFailure(first)
    expect(next(plan, 100)).toEqual(batch('good'))
    plan.recordVerdict('good', lacking())
    let failures = 1
    for (let task = next(plan, 100); task !== undefined; task = next(plan, 100)) {
      plan.recordFailure(task)
      failures += 1
    }
    expect(failures).toBe(8)
    plan.retryFailed()
    expect(next(plan, 100)).toEqual(batch('poison'))
    expect(plan.drainAttempted()).toEqual(['poison'])
    expect(plan.drainAttempted()).toEqual([])
  })

  test('isolates a failing operation in ever smaller batches', () => {
    const plan = createDeliveryPlan()
    const ids = Array.from({ length: 20 }, (_, index) => `op ${index}`)
    for (const id of ids) plan.add(waiting(id))
    const sizes: number[] = []
    for (let task = next(plan, 20_000); task?.kind === 'batch'; task = next(plan, 20_000)) {
      sizes.push(task.operations.length)
      if (task.operations.includes('op 7')) plan.recordFailure(task)
      else for (const id of task.operations) plan.recordVerdict(id, lacking())
    }
    expect(sizes.slice(0, 5)).toEqual([20, 2, 2, 2, 2])
    expect(ids.filter((id) => plan.has(id))).toEqual(['op 7'])
  })

  test('sends a failed scan alone', () => {
    const plan = createDeliveryPlan()
    plan.add(waiting('a', ['bad', 10], ['fine', 20], ['well', 30]))
    next(plan, 100)
    plan.recordVerdict('a', lacking(['bad', 0], ['fine', 0], ['well', 0]))
    plan.recordFailure({ kind: 'chunk', parts: [{ scan: 'bad', offset: 0, length: 10 }] })
    expect(next(plan, 100)).toEqual(chunk(['bad', 0, 10]))
    expect(next(plan, 100)).toEqual(chunk(['fine', 0, 20], ['well', 0, 30]))
  })
})

test('drains the progress of unfinished scans once', () => {
  const plan = createDeliveryPlan()
  for (const id of ['a', 'b']) plan.add(waiting(id, ['shared', 100]))
  for (const id of ['a', 'b']) {
    next(plan, 60)
    plan.recordVerdict(id, lacking(['shared', 0]))
  }
  next(plan, 60)
  plan.recordChunkAnswer(answer('shared', 'received', 60))
  expect(plan.unsavedBytes()).toBe(120)
  expect(plan.drainProgress()).toEqual([
    { operation: 'a', hash: 'shared', bytesSent: 60 },
    { operation: 'b', hash: 'shared', bytesSent: 60 },
  ])
  expect(plan.unsavedBytes()).toBe(0)
  expect(plan.drainProgress()).toEqual([])
})

/** A centre as plain as can be: what it holds, and the rule that it answers by. */
function plainCentre(lengths: Map<string, number>, dependencies: Map<string, string[]>) {
  const received = new Map<string, number>()
  const known = new Set<string>()
  const isThere = (scan: string) => received.get(scan) === lengths.get(scan)
  const isComplete = (id: string) => known.has(id) && (dependencies.get(id) ?? []).every(isThere)
  return {
    isComplete,
    submit(id: string): Verdict {
      known.add(id)
      const missing = (dependencies.get(id) ?? []).filter((scan) => !isThere(scan))
      return lacking(...missing.map((scan): [string, number] => [scan, received.get(scan) ?? 0]))
    },
    put(parts: (Task & { kind: 'chunk' })['parts']) {
      const answers = parts.map(({ scan, offset, length }): PartAnswer => {
        const before = received.get(scan) ?? 0
        if (offset === before && !isThere(scan)) received.set(scan, before + length)
        return { scan, answer: isThere(scan) ? 'complete' : 'received', received: received.get(scan) ?? 0 }
      })
      return { parts: answers, completed: [...known].filter(isComplete) }
    },
  }
}

test('delivers everything exactly once when requests or answers are lost', () => {
  const scanNames = ['p', 'q', 'r', 's', 't']
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(fc.constantFrom(...scanNames)), { minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 400 }), {
        minLength: scanNames.length,
        maxLength: scanNames.length,
      }),
      fc.infiniteStream(fc.constantFrom('arrives', 'arrives', 'lost', 'answer lost')),
      fc.integer({ min: 10, max: 200 }),
      (records, sizes, fates, bytes) => {
        const lengths = new Map(scanNames.map((name, index) => [name, sizes[index] ?? 1]))
        const dependencies = new Map(records.map((scans, index) => [`r${index}`, scans]))
        const centre = plainCentre(lengths, dependencies)
        const plan: DeliveryPlan = createDeliveryPlan()
        for (const [id, scans] of dependencies) {
          plan.add(waiting(id, ...scans.map((scan): [string, number] => [scan, lengths.get(scan) ?? 1])))
        }
        const delivered: string[] = []
        for (let step = 0; step < 5_000 && delivered.length < dependencies.size; step++) {
          const task = next(plan, bytes)
          if (task === undefined) {
            plan.retryFailed()
            continue
          }
          const fate = fates.next().value
          if (fate === 'lost') {
            plan.recordFailure(task)
            continue
          }
          const settle =
            task.kind === 'chunk'
              ? bind(centre.put(task.parts), (answered) => plan.recordChunkAnswer(answered))
              : bind(announcedIn(task).map(centre.submit), (verdicts) => announceAll(plan, task, verdicts))
          if (fate === 'answer lost') plan.recordFailure(task)
          else delivered.push(...settle().delivered)
        }
        expect(delivered.sort()).toEqual([...dependencies.keys()].sort())
        for (const id of delivered) expect(centre.isComplete(id)).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

const announcedIn = (task: Exclude<Task, { kind: 'chunk' }>) =>
  task.kind === 'batch' ? task.operations : [task.packet]

function announceAll(
  plan: DeliveryPlan,
  task: Exclude<Task, { kind: 'chunk' }>,
  verdicts: readonly Verdict[],
) {
  const delivered = announcedIn(task).flatMap((id, index) => {
    const verdict = verdicts[index]
    return verdict === undefined ? [] : plan.recordVerdict(id, verdict).delivered
  })
  return { delivered }
}

/** The centre acts now; whether we hear of it is decided later. */
const bind =
  <Value, Result>(value: Value, act: (value: Value) => Result) =>
  () =>
    act(value)
