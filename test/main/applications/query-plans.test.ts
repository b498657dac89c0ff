import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApplications } from '../../../main/applications/applications.ts'
import { createDocuments } from '../../../main/documents/documents.ts'
import { systemClock as clock } from '../../../main/store/clock.ts'
import { createVerification } from '../../../main/verification/verification.ts'
import { type Counter, decodedPages, openCounter, pendingOcr } from '../../support/counter.ts'
import { noteStatements, queryPlan } from '../../support/query-plans.ts'

let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter[Symbol.asyncDispose]())

/** Everything a counter's services ever ask the store. */
function servicesStatements(): string[] {
  const { store, statements } = noteStatements(counter.store)
  const { journal, packets } = counter
  const documents = createDocuments({
    store,
    journal,
    imaging: decodedPages,
    ocr: pendingOcr,
    readOnArrival: true,
    clock,
    onChange: () => undefined,
    report: () => undefined,
  })
  const applications = createApplications({ store, journal, documents, packets, clock })
  createVerification({ store, journal, documents, applications, packets, clock })
  return statements
}

/**
 * What may be walked whole: the one row of the office, the files that came a moment ago, the word index by
 * its match, the few rows of a WITH.
 */
const harmless = /^SCAN (office|pending_originals|people_names VIRTUAL TABLE INDEX \d+:(M1|=)|near|newest)$/

test('no statement scans a whole table', () => {
  const statements = servicesStatements()
  expect(statements.length).toBeGreaterThan(40)
  for (const statement of statements) {
    const steps = queryPlan(counter.store, statement)
    expect(
      steps.filter((step) => step.startsWith('SCAN') && !harmless.test(step)),
      statement,
    ).toEqual([])
  }
})

test('pages of lists are read in index order without sorting', () => {
  const [list] = servicesStatements().filter((statement) => statement.includes('(a.updated_at, a.id) <'))
  if (list === undefined) throw new Error('the statement of the list is not recognised')
  expect(queryPlan(counter.store, list)[0]).toBe(
    'SEARCH a USING INDEX applications_by_status (status=? AND (updated_at,id)<(?,?))',
  )
  expect(queryPlan(counter.store, list)).not.toContain('USE TEMP B-TREE FOR ORDER BY')
})

test('the check detects a table scan', () => {
  expect(queryPlan(counter.store, 'SELECT id FROM applications WHERE head_name = ?')).toEqual([
    'SCAN applications',
  ])
})
