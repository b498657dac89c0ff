import { join } from 'node:path'
import { buildIfNeeded } from '../../main/cli/build-if-needed.ts'
import { createRandom } from '../../main/specimens/random.ts'
import { familyLabels } from '../../renderer/intake/draft/field-labels.ts'
import { openDisplay } from '../support/display.ts'
import { launchElectron } from '../support/electron.ts'
import { percentile } from '../support/percentile.ts'
import { setUpMachine } from '../support/set-up-machine.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { kkOnGlass, ktpOnGlass } from '../tools/captures/scans.ts'
import { simulateCamera } from '../tools/captures/simulate-camera.ts'
import { openApplication, setUpOffice, signIn } from './bench-office.ts'
import { givePictures, timeKeys, timePage } from './page-probes.ts'

/** KK whose way to screen and form is timed, and how many of them come first and are not counted. */
const timedPages = 20
const warmUp = 2
/** Pages that are prepared and read while somebody types, and how many keys that one presses. */
const busyPages = 20
const keysPressed = 150

/** Milliseconds between two presses: faster than anybody types for long. */
const keyPause = 60

/**
 * How long a page takes, in the built application under Electron: from the file's being handed over to its
 * picture painted (`shown`) and to the last field that was read standing in the form (`filled`), for A4 scans
 * of a KK at 300 dpi as flatbeds make them; and from a key press in a field to the next painted frame while
 * 20 pages are prepared and read (`key`).
 */
export async function run(): Promise<Record<string, number>> {
  setUpMachine('Xvfb', 'unzip', 'g++')
  buildIfNeeded(join(import.meta.dirname, '../..'))
  const scans = await drawScans(warmUp + timedPages)
  const stack = await drawStack(busyPages)
  await using _display = await openDisplay()
  await using folder = await makeTempFolder('page')
  await setUpOffice(folder.path)
  const application = await launchElectron({ env: { SOLID_DATA: folder.path } })
  try {
    const page = await application.firstWindow()
    await page.setViewportSize({ width: 1366, height: 768 })
    await signIn(page)
    const times = []
    for (const { file, noKk } of scans) {
      await openApplication(page)
      times.push(await timePage(page, { file, field: familyLabels.noKk, digits: noKk }))
    }
    const timed = times.slice(warmUp)
    const shown = timed.flatMap((time) => time.shown ?? [])
    const filled = timed.flatMap((time) => time.filled ?? [])
    await openApplication(page)
    await givePictures(page, stack)
    const keys = await timeKeys(page, { field: familyLabels.address, pause: keyPause, count: keysPressed })
    return {
      shown_p95_ms: percentile(shown, 0.95),
      shown_p50_ms: percentile(shown, 0.5),
      filled_p95_ms: percentile(filled, 0.95),
      filled_p50_ms: percentile(filled, 0.5),
      // A page that is refused has no time, nor has a field whose number was not read beyond doubt.
      shown_part: shown.length / timed.length,
      filled_part: filled.length / timed.length,
      key_p95_ms: percentile(keys, 0.95),
      key_max_ms: Math.max(...keys),
      keys: keys.length,
    }
  } finally {
    await application.close()
  }
}

interface Scan {
  file: Buffer
  noKk: string
}

/** A4 at 300 dpi, upright or not, of families that nobody has. */
async function drawScans(count: number): Promise<Scan[]> {
  const scans: Scan[] = []
  for (let index = 0; index < count; index++) {
    const random = createRandom(`bench/page/${index}`)
    const shot = await kkOnGlass(random, 'seen', 300)
    const [truth] = shot.pages.map((page) => page.truth)
    if (truth?.document !== 'kk') throw new Error('no KK on the glass')
    scans.push({ file: await simulateCamera(random, shot), noKk: truth.fields.noKk ?? '' })
  }
  return scans
}

async function drawStack(count: number): Promise<Buffer[]> {
  const files: Buffer[] = []
  for (let index = 0; index < count; index++) {
    const random = createRandom(`bench/stack/${index}`)
    files.push(
      await simulateCamera(random, await (index % 4 === 0 ? kkOnGlass : ktpOnGlass)(random, 'seen', 300)),
    )
  }
  return files
}
