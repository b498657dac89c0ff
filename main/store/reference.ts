import fs from 'node:fs'
import type { z } from 'zod'
import { resourceFile } from './resources.ts'

/**
 * Reads and parses a table of resources/reference, e.g. `districts`. Throws where the installation is
 * damaged.
 */
export function readReference<Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> {
  return schema.parse(JSON.parse(fs.readFileSync(resourceFile(`reference/${name}.json`), 'utf8')))
}
