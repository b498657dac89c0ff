/**
 * `npm run bench -- NAME [--json]`: runs one benchmark, test/bench/NAME.ts, and prints its figures as a table; with
 * --json the last line is one object `{ bench, metrics }`.
 */
import { readdirSync } from 'node:fs'
import { z } from 'zod'

/** What a benchmark's file exports: a run that gives its figures by name. */
const Bench = z.object({
  run: z.custom<() => Promise<Record<string, number>>>((run) => typeof run === 'function'),
})

const names = readdirSync(import.meta.dirname)
  .flatMap((file) => /^([a-z]+)\.ts$/.exec(file)?.[1] ?? [])
  .filter((name) => name !== 'bench')

const [name, ...options] = process.argv.slice(2)
if (name === undefined || !names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME [--json], where NAME is one of: ${names.join(', ')}`)
  process.exit(2)
}

const { run } = Bench.parse(await import(`./${name}.ts`))
const metrics = Object.fromEntries(
  Object.entries(await run()).map(([metric, value]) => [metric, Number(value.toPrecision(4))]),
)
console.table(metrics)
if (options.includes('--json')) console.log(JSON.stringify({ bench: name, metrics }))
