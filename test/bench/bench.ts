/**
 * `npm run bench -- NAME [--json]`: runs one benchmark, test/bench/NAME.ts, and prints its figures as a
 * table; with --json the last line is one object `{ bench, metrics }`.
 */
/** Loaded one at a time: each of them starts what it measures. */
const benches = {
  line: () => import('./line.ts'),
  page: () => import('./page.ts'),
  read: () => import('./read.ts'),
  save: () => import('./save.ts'),
  search: () => import('./search.ts'),
  start: () => import('./start.ts'),
  sync: () => import('./sync.ts'),
} satisfies Record<string, () => Promise<{ run: () => Promise<Record<string, number>> }>>

const isBench = (name: string | undefined): name is keyof typeof benches =>
  name !== undefined && Object.hasOwn(benches, name)

const [name, ...options] = process.argv.slice(2)
if (!isBench(name)) {
  console.error(
    `Usage: npm run bench -- NAME [--json], where NAME is one of: ${Object.keys(benches).join(', ')}`,
  )
  process.exit(2)
}

const { run } = await benches[name]()
const metrics = Object.fromEntries(
  Object.entries(await run()).map(([metric, value]) => [metric, Number(value.toPrecision(4))]),
)
console.table(metrics)
if (options.includes('--json')) console.log(JSON.stringify({ bench: name, metrics }))
