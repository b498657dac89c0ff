import { expect, test } from 'vitest'
import {
  createStabilityTracker,
  type FileStat,
} from '../../../../../main/workers/scanning/watched-folder/stable-files.ts'

const quiet = { complete: 300, incomplete: 6_000, empty: 60_000 }

/** A folder of one file on a clock that is turned by hand. */
function watchOne(inspect: () => Promise<boolean>) {
  let time = 0
  let stat: FileStat = { byteLength: 1, modifiedAt: 1, inode: 1 }
  const settling = createStabilityTracker(inspect, quiet, () => time)
  return {
    write: (byteLength: number) => {
      stat = { ...stat, byteLength, modifiedAt: stat.modifiedAt + 1 }
    },
    /** Looks every 100 ms for so long; gives when the file was first done with, or undefined. */
    async wait(milliseconds: number): Promise<number | undefined> {
      const end = time + milliseconds
      for (; time < end; time += 100) {
        const settled = await settling.update(new Map([['scan.pdf', stat]]))
        if (settled.has('scan.pdf')) return time
      }
      return undefined
    },
  }
}

test('a picture that ends as it should is done with after a moment of quiet', async () => {
  const file = watchOne(async () => true)
  expect(await file.wait(1_000)).toBe(300)
})

test('paperless-PR43: a file that the scanner opens again 4 s later is one set of pages', async () => {
  const file = watchOne(async () => false)
  expect(await file.wait(4_000)).toBeUndefined()
  file.write(20_000)
  expect(await file.wait(4_000)).toBeUndefined()
  file.write(30_000)
  expect(await file.wait(10_000)).toBe(14_000)
})

test('paperless-9698: a file that is busy is tried again for ever, and taken once it is free', async () => {
  let isBusy = true
  const file = watchOne(async () => {
    if (isBusy) throw Object.assign(new Error('busy'), { code: 'EBUSY' })
    return true
  })
  expect(await file.wait(3_600_000)).toBeUndefined()
  isBusy = false
  expect(await file.wait(2_000)).toBeLessThanOrEqual(3_601_000)
})

test('an empty file waits for its content, but not for ever', async () => {
  const file = watchOne(async () => false)
  file.write(0)
  expect(await file.wait(59_000)).toBeUndefined()
  expect(await file.wait(10_000)).toBe(60_000)
})

test('a file that is written to without end is never taken', async () => {
  const file = watchOne(async () => true)
  for (let size = 1; size < 100; size += 1) {
    file.write(size)
    expect(await file.wait(300)).toBeUndefined()
  }
})

test('what lies there at the first look is told apart from what comes later, also while it is written', async () => {
  const settling = createStabilityTracker(async () => true, { complete: 0, incomplete: 0, empty: 0 })
  const before = { byteLength: 1, modifiedAt: 1, inode: 1 }
  const grown = { ...before, byteLength: 2 }
  const later = { ...before, inode: 2 }
  await settling.update(new Map([['lay.jpg', before]]))
  const began = Date.now()
  await settling.update(new Map([['lay.jpg', grown]]))
  await settling.update(
    new Map([
      ['lay.jpg', grown],
      ['came.jpg', later],
    ]),
  )
  const settled = await settling.update(
    new Map([
      ['lay.jpg', grown],
      ['came.jpg', later],
    ]),
  )
  expect(settled.get('lay.jpg')?.firstSeen).toBe(0)
  expect(settled.get('came.jpg')?.firstSeen).toBeGreaterThanOrEqual(began)
  // Done with and written anew: the scanner began another file under the same name.
  await settling.update(new Map([['lay.jpg', later]]))
  const anew = await settling.update(new Map([['lay.jpg', later]]))
  expect(anew.get('lay.jpg')?.firstSeen).toBeGreaterThanOrEqual(began)
})
