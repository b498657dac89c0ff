import { expect, test } from 'vitest'
import { createIncomingTable } from '../../../main/packets/incoming-table.ts'
import { createOutgoingTable } from '../../../main/packets/outgoing-table.ts'
import { openCounter } from '../../support/counter.ts'
import { noteStatements, queryPlan } from '../../support/query-plans.ts'

/** What never opened is a handful, and read whole only when the directory has told something new. */
const harmless = /^SCAN refused_packets$/

test('frequent queries scan no table of packets', async () => {
  await using counter = await openCounter()
  const { store, statements } = noteStatements(counter.store)
  createOutgoingTable(store)
  createIncomingTable(store)
  expect(statements.length).toBeGreaterThan(20)
  for (const statement of statements) {
    const scans = queryPlan(counter.store, statement).filter((step) => step.startsWith('SCAN'))
    expect(
      scans.filter((step) => !harmless.test(step)),
      statement,
    ).toEqual([])
  }
})
