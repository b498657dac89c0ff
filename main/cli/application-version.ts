import fs from 'node:fs'
import { z } from 'zod'

const Manifest = z.object({ version: z.string() })

/** The version that package.json names. */
export function applicationVersion(): string {
  const manifest = fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return Manifest.parse(JSON.parse(manifest)).version
}
