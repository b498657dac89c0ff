import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import os from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createImaging, startImagingInNode } from '../../../../main/workers/imaging/client.ts'
import type { StartProcess, Timeouts } from '../../../../main/workers/queue/job-queue.ts'
import type { ForkedProcess } from '../../../../main/workers/queue/start-in-node.ts'
import { endlessTimeouts } from '../../../support/timeouts.ts'
import { cornerPage, everything, noisyPage, pdfOf } from './imaging-samples.ts'

let small: Buffer
/** Takes more than a second to prepare. */
let large: Buffer
beforeAll(async () => {
  small = await cornerPage()
  large = await noisyPage(4000, 4000).jpeg().toBuffer()
})

const started: ForkedProcess[] = []
function makeImaging(patience: Timeouts = endlessTimeouts) {
  return imagingOf(() => {
    const child = startImagingInNode()
    started.push(child)
    return child
  }, patience)
}

function imagingOf(start: StartProcess, patience: Timeouts = endlessTimeouts) {
  const imaging = createImaging(start, patience)
  onTestFinished(() => imaging.stop())
  return {
    prepare: async (bytes: Uint8Array, signal?: AbortSignal) =>
      (await imaging.prepare(bytes, everything, signal)).pages,
    start: imaging.start,
    stop: imaging.stop,
  }
}
afterEach(() => {
  started.length = 0
})

const pids = (): number[] => started.map(({ pid }) => pid ?? 0)

async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 1000; attempt++) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await pause(20)
  }
  return false
}

describe('the decoding process', () => {
  test('starts with the first page and serves the next ones', async () => {
    const imaging = makeImaging()
    expect(started).toHaveLength(0)
    await imaging.prepare(small)
    await imaging.prepare(small)
    expect(started).toHaveLength(1)
  })

  test('can be started in advance', async () => {
    const imaging = makeImaging()
    imaging.start()
    imaging.start()
    expect(started).toHaveLength(1)
    expect(await imaging.prepare(small)).toHaveLength(1)
    expect(started).toHaveLength(1)
  })

  test('when killed in the middle of a page refuses that page and reads the next ones', async () => {
    const imaging = makeImaging()
    await imaging.prepare(small)
    const interrupted = imaging.prepare(large)
    const next = imaging.prepare(small)
    const refused = expect(interrupted).rejects.toMatchObject({ code: 'page-decoder-stopped' })
    await pause(200)
    process.kill(pids()[0] ?? 0, 'SIGKILL')
    await refused
    expect(await next).toHaveLength(1)
    expect(started).toHaveLength(2)
  })

  test('restarts after being killed while idle', async () => {
    const imaging = makeImaging()
    await imaging.prepare(small)
    const [pid = 0] = pids()
    process.kill(pid, 'SIGKILL')
    await isGone(pid)
    await pause(50)
    expect(await imaging.prepare(small)).toHaveLength(1)
  })

  test('that cannot be started refuses the page and is started again for the next one', async () => {
    let fails = true
    const nowhere = new URL('./no-such-process.ts', import.meta.url)
    const imaging = imagingOf(() => startImagingInNode(fails ? nowhere : undefined))
    await expect(imaging.prepare(small)).rejects.toMatchObject({ code: 'page-decoder-stopped' })
    fails = false
    expect(await imaging.prepare(small)).toHaveLength(1)
  })

  test('is ended when a page takes too long', async () => {
    const patience = { ...endlessTimeouts }
    const imaging = makeImaging(patience)
    await imaging.prepare(small)
    const [pid = 0] = pids()
    process.kill(pid, 'SIGSTOP')
    // Short only for the page that never comes, so that no other is too slow on a busy machine.
    patience.page = 200
    const slow = imaging.prepare(small)
    patience.page = endlessTimeouts.page
    await expect(slow).rejects.toMatchObject({ code: 'page-too-slow' })
    expect(await isGone(pid)).toBe(true)
    expect(await imaging.prepare(small)).toHaveLength(1)
  })

  test('ends after an idle time', async () => {
    const imaging = makeImaging({ ...endlessTimeouts, idle: 100 })
    await imaging.prepare(small)
    expect(await isGone(pids()[0] ?? 0)).toBe(true)
    expect(await imaging.prepare(small)).toHaveLength(1)
    expect(started).toHaveLength(2)
  })

  test('ends with the application', async () => {
    const imaging = makeImaging()
    const waiting = [imaging.prepare(large), imaging.prepare(small)]
    await pause(100)
    imaging.stop()
    for (const outcome of await Promise.allSettled(waiting)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'page-decoder-stopped' } })
    }
    expect(await isGone(pids()[0] ?? 0)).toBe(true)
  })

  test('ends when the application dies', async () => {
    const module = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)))
    const application = `
      const { startImagingInNode } = await import(${module('../../../../main/workers/imaging/client.ts')})
      console.log(startImagingInNode().pid)
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300)
      setInterval(() => {}, 1000)`
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', application])
    const { stdout } = await run.catch((killed: { stdout: string }) => killed)
    expect(await isGone(Number(stdout))).toBe(true)
  })
})

describe('the queue', () => {
  test('reads 50 pages in the order they came, one at a time', async () => {
    const imaging = makeImaging()
    const files = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        noisyPage(300 + index, 300)
          .png()
          .toBuffer(),
      ),
    )
    const finished: number[] = []
    await Promise.all(
      files.map(async (file, index) => {
        await imaging.prepare(file)
        finished.push(index)
      }),
    )
    expect(finished).toEqual(files.map((_, index) => index))
    expect(started).toHaveLength(1)
  })

  test('lets a page be cancelled while it is read', async () => {
    const imaging = makeImaging()
    await imaging.prepare(small)
    const cancellation = new AbortController()
    const cancelled = imaging.prepare(large, cancellation.signal)
    const next = imaging.prepare(small)
    // It never answers again, so whoever waits for its answer waits for ever.
    process.kill(pids()[0] ?? 0, 'SIGSTOP')
    cancellation.abort()
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    expect(await next).toHaveLength(1)
    expect(started).toHaveLength(2)
  })

  test('lets a page be cancelled while it waits, without disturbing the one that is read', async () => {
    const imaging = makeImaging()
    const cancellation = new AbortController()
    const reading = imaging.prepare(large)
    const cancelled = imaging.prepare(small, cancellation.signal)
    const last = imaging.prepare(small)
    cancellation.abort()
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    expect(await reading).toHaveLength(1)
    expect(await last).toHaveLength(1)
    expect(started).toHaveLength(1)
  })

  test('ignores a cancellation that comes too late or too early', async () => {
    const imaging = makeImaging()
    const cancellation = new AbortController()
    expect(await imaging.prepare(small, cancellation.signal)).toHaveLength(1)
    const [reading, waiting] = [imaging.prepare(small), imaging.prepare(small)]
    cancellation.abort()
    expect(await reading).toHaveLength(1)
    expect(await waiting).toHaveLength(1)
    await expect(imaging.prepare(small, cancellation.signal)).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe.runIf(process.platform === 'linux')('privacy', () => {
  test('no file is open while pages are decoded', async () => {
    const imaging = makeImaging()
    await imaging.prepare(small)
    const plain = sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#abcdef' } })
    const interlaced = await plain.clone().png({ progressive: true, compressionLevel: 1 }).toBuffer()
    const sideways = await plain.withMetadata({ orientation: 6 }).tiff({ compression: 'lzw' }).toBuffer()
    const pdf = pdfOf(await sharp(small).jpeg().toBuffer())
    const work = Promise.all([interlaced, sideways, pdf].map((file) => imaging.prepare(file)))
    const seen = new Set<string>()
    let finished = false
    void work.finally(() => {
      finished = true
    })
    while (!finished) {
      // The process may be replaced between two files, and a descriptor closed between two looks.
      const folder = `/proc/${pids().at(-1)}/fd`
      for (const descriptor of await readdir(folder).catch(() => [])) {
        seen.add(await readlink(`${folder}/${descriptor}`).catch(() => ''))
      }
      await pause(10)
    }
    expect((await work).map((pages) => pages.length)).toEqual([1, 1, 1])
    // What remains are pipes, sockets, /dev/null and what the kernel tells of its memory; pdfium.wasm is read
    // before its document is opened.
    const files = [...seen].filter((target) => /^\/(?!dev\/null$|proc\/)/.test(target))
    expect(files.filter((file) => !file.endsWith('/pdfium.wasm'))).toEqual([])
    expect(seen).toContain('/dev/null')
  })
})

test.runIf(process.platform === 'linux')('every thread of it gives way to whoever types', async () => {
  await makeImaging().prepare(small)
  const { pid } = started.at(-1) ?? {}
  const threads = await readdir(`/proc/${pid}/task`)
  const priorities = await Promise.all(
    threads.map(async (thread) => {
      const line = await readFile(`/proc/${pid}/task/${thread}/stat`, 'utf8')
      // The 19th value, counted from behind the name, which may hold anything.
      return Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[16])
    }),
  )
  expect(threads.length).toBeGreaterThan(4)
  expect(new Set(priorities)).toEqual(new Set([os.constants.priority.PRIORITY_BELOW_NORMAL]))
})
