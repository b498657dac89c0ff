import { expect, test } from 'vitest'
import { startCentre } from '../support/centre.ts'
import { runModel } from './model/run-model.ts'

test('after random actions and faults, offices and centre match the model', async () => {
  await using centre = await startCentre()
  const run = await runModel(centre, { runs: 4, commands: 50, seed: 32 })
  expect(run).toMatchObject({ failed: false, report: '' })
  // Something has happened in them.
  expect(Math.min(run.records, run.events)).toBeGreaterThan(0)
})
