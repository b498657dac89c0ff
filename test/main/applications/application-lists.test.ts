import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApplicationStatus } from '../../../shared/status.ts'
import { type Counter, openCounter } from '../../support/counter.ts'
import { familyForm } from '../../support/family.ts'

/** The office's clock; every look at it is a second later. */
let now = Date.parse('2026-11-21T01:00:00Z')
const clock = () => {
  now += 1000
  return new Date(now)
}

let counter: Counter
beforeAll(async () => {
  counter = await openCounter({ clock })
})
afterAll(() => counter[Symbol.asyncDispose]())

/** All pages of a list, one after the other. */
function pages(statuses: ApplicationStatus[]): string[][] {
  const found: string[][] = []
  let after: { updatedAt: string; id: string } | null = null
  for (;;) {
    const { applications, more } = counter.applications.list({ statuses, after })
    found.push(applications.map((line) => line.id))
    const last = applications.at(-1)
    if (!more || !last) return found
    after = { updatedAt: last.updatedAt, id: last.id }
  }
}

test('pages through a list, each row once, last changed first', async () => {
  const { applications, clerk } = counter
  const drafts = Array.from({ length: 120 }, () => applications.create(clerk, 'pendaftaran').id)
  const first = drafts[0] ?? ''
  applications.save(clerk, { id: first, revision: 1, kind: 'pendaftaran', form: familyForm(1) })
  const expected = [first, ...drafts.slice(1).reverse()]
  const walked = pages(['draf'])
  expect(walked.map((page) => page.length)).toEqual([50, 50, 20])
  expect(walked.flat()).toEqual(expected)

  const submitted = await counter.register(familyForm(2))
  expect(pages(['diajukan', 'draf']).flat()).toEqual([submitted, ...expected])
  expect(pages([]).flat()).toEqual([submitted, ...expected])
  expect(pages(['diajukan', 'diajukan']).flat()).toEqual([submitted])
  expect(pages(['ditolak'])).toEqual([[]])
})

test('neither loses nor repeats rows that changed in the same millisecond', () => {
  const { applications, clerk, store } = counter
  for (let index = 0; index < 70; index++) applications.create(clerk, 'bayi')
  store.exec("UPDATE applications SET updated_at = '2026-11-22T00:00:00.000Z' WHERE kind = 'bayi'")
  const walked = pages(['draf']).flat()
  expect(new Set(walked)).toHaveLength(walked.length)
  expect(walked).toHaveLength(190)
})

test('home shows returned applications with their reason, and how many wait since when', async () => {
  const { applications, verification, verifier } = counter
  const { submittedToday, waitingForVerification } = applications.homeSummary()
  const [returned, rejected] = [await counter.register(familyForm(3)), await counter.register(familyForm(4))]
  const oldest = applications.list({ statuses: ['diajukan'], after: null }).applications.at(-1)
  expect(applications.homeSummary()).toMatchObject({
    returned: [],
    submittedToday: submittedToday + 2,
    waitingForVerification: waitingForVerification + 2,
    oldestWaiting: oldest && applications.get(oldest.id).submittedAt,
  })
  verification.decide(verifier, returned, 'kembalikan', 'KTP istri buram')
  verification.decide(verifier, rejected, 'tolak', 'Sudah PPU')
  await verification.sign(verifier, '', async () => undefined)
  const home = applications.homeSummary()
  expect(home.returned).toMatchObject([{ id: returned, reason: 'KTP istri buram', memberCount: 4 }])
  expect(home.waitingForVerification).toBe(waitingForVerification)
  expect(home.drafts).toHaveLength(20)
  const { applications: found } = applications.list({ statuses: ['ditolak'], after: null })
  expect(found).toMatchObject([{ id: rejected, reason: 'Sudah PPU', delivery: null }])
})

test("today is the day in the office's time zone: the same at 23.30 in Jakarta, a new one at 00.30", () => {
  const { applications } = counter
  const today = applications.homeSummary().submittedToday
  expect(today).toBeGreaterThan(0)
  now = Date.parse('2026-11-21T16:30:00Z')
  expect(applications.homeSummary().submittedToday).toBe(today)
  now = Date.parse('2026-11-21T17:30:00Z')
  expect(applications.homeSummary().submittedToday).toBe(0)
})
