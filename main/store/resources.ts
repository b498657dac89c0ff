import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Absolute path of a file under resources/. The folder is found by walking up from this module, because the
 * same code runs from main/store (Node), from out/main (bundled) and from inside the packaged archive.
 */
export function resourceFile(name: string): string {
  return path.join(resourcesFolder(), name)
}

let cachedFolder: string | undefined

function resourcesFolder(): string {
  cachedFolder ??= search(path.dirname(fileURLToPath(import.meta.url)))
  return cachedFolder
}

function search(folder: string): string {
  const candidate = path.join(folder, 'resources')
  if (fs.existsSync(path.join(candidate, 'sql', 'local'))) return candidate
  const parent = path.dirname(folder)
  if (parent === folder) throw new Error('resources/ is missing from this installation')
  return search(parent)
}
