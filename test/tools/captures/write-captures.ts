import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { captureKinds, makeCapture } from './captures.ts'

/** Writes `count` captures of each kind and captures.json with the truth about them into a new folder. */
export async function writeCaptures(folder: string, count: number): Promise<void> {
  await mkdir(folder)
  const listed = []
  for (const kind of captureKinds) {
    for (let number = 1; number <= count; number++) {
      const { file: bytes, ...truth } = await makeCapture(kind, number)
      const file = `${kind}-${String(number).padStart(3, '0')}.jpg`
      await writeFile(join(folder, file), bytes, { flag: 'wx' })
      listed.push({ file, ...truth })
    }
  }
  await writeFile(join(folder, 'captures.json'), `${JSON.stringify(listed, null, 2)}\n`, { flag: 'wx' })
}
