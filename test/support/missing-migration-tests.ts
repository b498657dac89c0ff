import { existsSync, readdirSync } from 'node:fs'

const numbered = /^(\d{4})_.+\.sql$/

/**
 * Migrations after the baseline that have no test of their own: for `0002_any-name.sql` there must be a
 * `0002*.test.ts` in the folder `tests`.
 */
export function missingMigrationTests(migrations: string, tests: string): string[] {
  const tested = existsSync(tests) ? readdirSync(tests).filter((name) => name.endsWith('.test.ts')) : []
  return readdirSync(migrations)
    .flatMap((name) => numbered.exec(name)?.[1] ?? [])
    .filter((number) => Number(number) > 1 && !tested.some((name) => name.startsWith(number)))
}
