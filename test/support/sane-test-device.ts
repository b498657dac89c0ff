import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** What SANE's own test device does, in the words of its configuration (/etc/sane.d/test.conf). */
export interface SaneTestDevice {
  /** What every read of the scanner ends with: SANE_STATUS_JAMMED ... */
  fault?: string
  devices?: number
  picture?: 'Solid black' | 'Solid white' | 'Color pattern' | 'Grid'
  /** Microseconds that each piece of the picture takes. */
  delay?: number
}

/**
 * Lets SANE find its test device and no other: writes a configuration into the folder and points this process, and
 * what it starts, to it.
 */
export async function configureSane(folder: string, device: SaneTestDevice = {}): Promise<void> {
  const { fault = 'Default', devices = 1, picture = 'Grid', delay } = device
  const usual = await readFile('/etc/sane.d/test.conf', 'utf8')
  const changed = usual
    .replace(/^number_of_devices .*/m, `number_of_devices ${devices}`)
    .replace(/^test-picture .*/m, `test-picture "${picture}"`)
    .replace(/^read-status-code .*/m, `read-status-code "${fault}"`)
    .replace(/^read-delay false/m, `read-delay ${delay !== undefined}`)
    .replace(/^read-delay-duration .*/m, `read-delay-duration ${delay ?? 1000}`)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'dll.conf'), 'test\n')
  await writeFile(path.join(folder, 'test.conf'), changed)
  process.env.SANE_CONFIG_DIR = folder
}
