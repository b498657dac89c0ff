import { expect, test } from 'vitest'
import { startCentre } from '../support/centre.ts'
import { runModel } from './model/run-model.ts'

test('whatever offices, lines and misfortune do, all ends as the plain model says', async () => {
  await using centre = await startCentre()
  const run = await runModel(centre, { runs: 4, commands: 50, seed: 32 })
  expect(run).toMatchObject({ failed: false, told: '' })
  // Something has happened in them.
  expect(Math.min(run.records, run.events)).toBeGreaterThan(0)
})
