import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startCentre } from '../../support/centre.ts'

/**
 * The operations guide's own words: what it tells an administrator to ask must be answered by the schema as
 * it is.
 */
const guide = readFileSync(new URL('../../../resources/documents/centre.md', import.meta.url), 'utf8')

test('every query of the operations guide runs on the schema', async () => {
  const blocks = [...guide.matchAll(/^```sql\n(.*?)^```/gms)].map(([, block = '']) => block)
  const queries = blocks.flatMap((block) => block.split(/;\s*$/m)).filter((query) => query.trim() !== '')
  expect(queries.length).toBeGreaterThanOrEqual(8)
  await using centre = await startCentre()
  for (const query of queries) await expect(centre.rows(query), query).resolves.toBeInstanceOf(Array)
})
