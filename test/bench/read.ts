import { parseArgs } from 'node:util'
import { failures, measure, tableByKind } from './reading/measure.ts'
import { planTasks, type Task } from './reading/plan.ts'
import { type FileOutcome, openLane } from './reading/take-in.ts'

/** Two cores: while one capture is read, the next one is made. */
const lanes = 3

/**
 * Takes simulated scans and photos in by the real road, imaging process and reading process, and compares
 * what was read with what was printed. Figures that end in `_held_out` are of faces, people and layouts that
 * nothing was tuned to. `npm run bench -- read --share 0.1` makes a tenth of the captures, `--kind photo`
 * those of the kinds with that in their name, `--failures` lists the captures that went wrong.
 */
export async function run(): Promise<Record<string, number>> {
  const { values } = parseArgs({
    strict: false,
    options: { share: { type: 'string' }, kind: { type: 'string' }, failures: { type: 'boolean' } },
  })
  const share = Number(values.share ?? 1)
  const tasks = planTasks(share).filter(({ kind }) => kind.includes(String(values.kind ?? '')))
  const start = performance.now()
  const outcomes = await takeAllIn(tasks)
  console.table(tableByKind(outcomes))
  if (values.failures === true) console.log(failures(outcomes).join('\n'))
  return {
    ...measure(outcomes, 'seen'),
    ...measure(outcomes, 'held-out'),
    seconds: (performance.now() - start) / 1000,
  }
}

/** In the order of the tasks, whichever lane was done first. */
async function takeAllIn(tasks: readonly Task[]): Promise<FileOutcome[]> {
  const queue = tasks.entries()
  const outcomes: FileOutcome[] = []
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      const lane = openLane()
      try {
        for (const [index, task] of queue) outcomes[index] = await lane.takeIn(task)
      } finally {
        lane.stop()
      }
    }),
  )
  return outcomes
}
