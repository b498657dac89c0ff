import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Behaviour of SANE's test backend, in the values of its configuration (/etc/sane.d/test.conf). */
export interface SaneTestDevice {
  /** Status of every read: SANE_STATUS_JAMMED ... */
  fault?: string
  devices?: number
  picture?: 'Solid black' | 'Solid white' | 'Color pattern' | 'Grid'
  /** Microseconds per read. */
  delay?: number
}

/**
 * Makes SANE find only its test device: writes a configuration into the folder and sets SANE_CONFIG_DIR for
 * this process and its children.
 */
export async function configureSane(folder: string, device: SaneTestDevice = {}): Promise<void> {
  const { fault = 'Default', devices = 1, picture = 'Grid', delay } = device
  const defaults = await readFile('/etc/sane.d/test.conf', 'utf8')
  const config = defaults
    .replace(/^number_of_devices .*/m, `number_of_devices ${devices}`)
    .replace(/^test-picture .*/m, `test-picture "${picture}"`)
    .replace(/^read-status-code .*/m, `read-status-code "${fault}"`)
    .replace(/^read-delay false/m, `read-delay ${delay !== undefined}`)
    .replace(/^read-delay-duration .*/m, `read-delay-duration ${delay ?? 1000}`)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'dll.conf'), 'test\n')
  await writeFile(path.join(folder, 'test.conf'), config)
  process.env.SANE_CONFIG_DIR = folder
}
