import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFile,
  copyFile,
  mkdir,
  readdir,
  rename,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { JobProcess } from '../../../../../main/workers/queue/job-queue.ts'
import { startScanningInNode } from '../../../../../main/workers/scanning/client.ts'
import { FolderWatcher } from '../../../../../main/workers/scanning/watched-folder/client.ts'
import { getProgram } from '../../../../support/find-program.ts'
import { makeTempFolder, type TempFolder } from '../../../../support/temp-folder.ts'

/** Real files, the real process and its real times. */
let folder: TempFolder
let watch: FolderWatcher
let processes: JobProcess[]
let changes: number
let picture: Buffer

beforeAll(async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
  picture = await sharp({
    create: { width: 400, height: 300, channels: 3, background: 'white', noise },
  })
    .jpeg()
    .toBuffer()
})
beforeEach(async () => {
  folder = await makeTempFolder('watched')
  processes = []
  changes = 0
})
afterEach(async () => {
  watch.stop()
  await folder.remove()
})

const at = (...names: string[]): string => path.join(folder.path, ...names)
const names = (): string[] => watch.state().files.map(({ name }) => name)

/** Watches the folder, which is being looked at once this is through. */
async function start(): Promise<void> {
  watch = new FolderWatcher({
    folder: folder.path,
    startProcess: () => {
      const started = startScanningInNode()
      processes.push(started)
      return started
    },
    onChange: () => {
      changes += 1
    },
    timeouts: { silence: 8_000, restart: 100 },
  })
  await new Promise((resolve) => processes[0]?.onMessage(resolve))
}

/** Long, so that no machine is too slow. */
const soon = { timeout: 300_000, interval: 20 }

const seen = (...expected: string[]) => vi.waitFor(() => expect(names()).toEqual(expected), soon)

/** A whole picture that comes now is there, and nothing that came before it: the exact times are told by settling.test.ts. */
async function overtaken(): Promise<void> {
  await writeFile(at('z.jpg'), picture)
  await seen('z.jpg')
  await rm(at('z.jpg'))
  await seen()
}

test('a picture is there once it is quiet, once, and is read as it was written', async () => {
  await start()
  expect(names()).toEqual([])
  await writeFile(at('scan.jpg'), picture)
  await seen('scan.jpg')
  // Doubled events change nothing.
  for (let touch = 0; touch < 20; touch += 1) await utimes(at(), new Date(), new Date())
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(names()).toEqual(['scan.jpg'])
  expect(changes).toBe(1)
  const [file] = watch.state().files
  expect(Buffer.from(await watch.read(file?.id ?? '')).equals(picture)).toBe(true)
})

test('half a picture waits for its other half', async () => {
  await start()
  const half = picture.length / 2
  await writeFile(at('scan.jpg'), picture.subarray(0, half))
  await overtaken()
  await appendFile(at('scan.jpg'), picture.subarray(half))
  await seen('scan.jpg')
  expect(watch.state().files[0]?.byteLength).toBe(picture.length)
})

test('paperless-PR43: a PDF that is closed and opened again is one file', async () => {
  await start()
  await writeFile(at('scan.pdf'), '%PDF-1.4\npage 1\n%%EOF\n')
  await overtaken()
  await appendFile(at('scan.pdf'), 'page 2\n%%EOF\n')
  await overtaken()
  await seen('scan.pdf')
  expect(Buffer.from(await watch.read(watch.state().files[0]?.id ?? '')).toString()).toContain('page 2')
})

test('paperless-9698: a file that another program holds is taken as soon as it lets go', async () => {
  // What runs cannot be opened for writing (ETXTBSY): the nearest that Linux has to EBUSY on Windows.
  await copyFile(getProgram('sleep'), at('scan.jpg'))
  const holder = spawn(at('scan.jpg'), ['3600'], { stdio: 'ignore' })
  try {
    await once(holder, 'spawn')
    await start()
    // The same that nobody holds comes later and is there before it.
    await copyFile(getProgram('sleep'), at('free.jpg'))
    await seen('free.jpg')
  } finally {
    holder.kill('SIGKILL')
  }
  await seen('free.jpg', 'scan.jpg')
})

test('what is taken is moved, under a name that is free, or removed; what is refused is kept apart', async () => {
  await start()
  await mkdir(at('sudah-diambil'))
  await writeFile(at('sudah-diambil', 'a.jpg'), 'yesterday')
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) await writeFile(at(name), picture)
  await seen('a.jpg', 'b.jpg', 'c.jpg')
  const [a, b, c] = watch.state().files
  watch.dispose(a?.id ?? '', 'imported')
  watch.dispose(b?.id ?? '', 'removed')
  watch.dispose(c?.id ?? '', 'refused')
  expect(names()).toEqual([])
  await vi.waitFor(async () => expect(await readdir(at())).toEqual(['ditolak', 'sudah-diambil']), soon)
  expect(await readdir(at('sudah-diambil'))).toEqual(['a (2).jpg', 'a.jpg'])
  expect(await readdir(at('ditolak'))).toEqual(['c.jpg'])
})

test('a file that is written anew while it is taken is not lost: it is another file', async () => {
  await start()
  await writeFile(at('scan.jpg'), picture)
  await seen('scan.jpg')
  const [first] = watch.state().files
  await writeFile(
    at('scan.jpg'),
    Buffer.concat([picture.subarray(0, -2), Buffer.alloc(50), picture.subarray(-2)]),
  )
  watch.dispose(first?.id ?? '', 'removed')
  await seen('scan.jpg')
  expect(watch.state().files[0]?.id).not.toBe(first?.id)
})

test('two programs that write one name are waited for until both are through', async () => {
  await start()
  // Neither ends as a picture does, so that the pause in between is far from the quiet that ends a file.
  const [ours, others] = [picture.subarray(0, -2), Buffer.alloc(9_000, 1)]
  for (let turn = 0; turn < 12; turn += 1) {
    await writeFile(at('scan.jpg'), turn % 2 === 0 ? ours : others)
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(names()).toEqual([])
  }
  await writeFile(at('scan.jpg'), picture)
  await seen('scan.jpg')
  expect(watch.state().files[0]?.byteLength).toBe(picture.length)
})

test('300 files at once are all there, in the order of their names; what is not ours is not', async () => {
  await start()
  const expected = Array.from({ length: 300 }, (_, index) => `scan-${String(index).padStart(3, '0')}.jpg`)
  await Promise.all(expected.map((name) => writeFile(at(name), picture)))
  for (const name of ['Thumbs.db', 'x.jpg.part', '~$x.pdf', 'y.tmp']) await writeFile(at(name), picture)
  await mkdir(at('map.jpg'))
  await seen(...expected)
  for (const { id } of watch.state().files) watch.dispose(id, 'imported')
  await vi.waitFor(async () => expect(await readdir(at('sudah-diambil'))).toHaveLength(300), soon)
})

test('a folder that vanishes says so, and is there again when it is', async () => {
  await start()
  await writeFile(at('a.jpg'), picture)
  await seen('a.jpg')
  await rename(folder.path, `${folder.path}-away`)
  await vi.waitFor(() => expect(watch.state().problem?.code).toBe('folder-gone'), soon)
  expect(names()).toEqual([])
  await rename(`${folder.path}-away`, folder.path)
  await seen('a.jpg')
  expect(watch.state().problem).toBeNull()
})

test('a process that dies or hangs is a folder that is gone for a while, and no more', async () => {
  await start()
  await writeFile(at('a.jpg'), picture)
  await seen('a.jpg')
  processes[0]?.kill()
  await vi.waitFor(() => expect(watch.state().problem?.code).toBe('folder-gone'), soon)
  await expect(watch.read('any')).rejects.toThrow('folder-gone')
  await seen('a.jpg')
  expect(processes).toHaveLength(2)
})

test('a file that has gone, or is too large, is refused without reading it', async () => {
  await start()
  await writeFile(at('a.jpg'), picture)
  await writeFile(at('b.pdf'), '%PDF-1.4')
  await truncate(at('b.pdf'), 50 * 1024 * 1024)
  await seen('a.jpg', 'b.pdf')
  const [a, b] = watch.state().files
  await rm(at('a.jpg'))
  await expect(watch.read(a?.id ?? '')).rejects.toThrow('waiting-file-gone')
  await expect(watch.read(b?.id ?? '')).rejects.toThrow('file-too-large')
})
