import fc from 'fast-check'
import type { Centre } from '../../support/centre.ts'
import { commands } from './commands.ts'
import { findDifferences } from './end-state.ts'
import { newModel } from './plain-model.ts'
import { openProvince, openWorld } from './world.ts'

export interface ModelOptions {
  runs: number
  /** The most that happens in a world. */
  commands: number
  seed: number
  /** Only the world that a failed run has named. */
  path?: string | undefined
}

export interface ModelRun {
  failed: boolean
  /** Records that the worlds left at the centre, and what was done to them afterwards. */
  records: number
  events: number
  /** What went wrong, with the seed and the path that replay it; empty where nothing did. */
  report: string
}

const years = fc.constantFrom(0, 0, 1, -1)

/**
 * Worlds are generated from the seed; each runs its commands and is then compared with the model.
 */
export async function runModel(
  centre: Centre,
  { runs, commands: most, seed, path }: ModelOptions,
): Promise<ModelRun> {
  const province = await openProvince(centre)
  const clocks = fc.record({ sending: years, deciding: years, alone: years })
  const property = fc.asyncProperty(clocks, commands(most), async (yearsOff, steps) => {
    await using world = await openWorld(province, yearsOff)
    const model = newModel()
    await fc.asyncModelRun(() => ({ model, real: world }), steps)
    const found = await findDifferences(model, world)
    if (found.length > 0) throw new Error(found.slice(0, 10).join('\n'))
  })
  // To make a failure smaller costs a world for each attempt: whoever looks into it replays its path without
  // this.
  const details = await fc.check(property, {
    numRuns: runs,
    seed,
    ...(path === undefined ? {} : { path }),
    endOnFailure: true,
    plugins: [fc.unbiased()],
  })
  const report = [fc.defaultReportMessage(details), details.errorInstance].map((part) => String(part ?? ''))
  const [counted] = await centre.rows(
    'SELECT (SELECT COUNT(*) FROM applications) AS records, (SELECT COUNT(*) FROM application_events) AS events',
  )
  return {
    failed: details.failed,
    report: report.join('\n').trim(),
    records: Number(counted?.records),
    events: Number(counted?.events),
  }
}
