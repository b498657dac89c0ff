import { readdir, readFile, readlink } from 'node:fs/promises'
import os from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createOcr, startOcrInNode } from '../../../../main/workers/ocr/client.ts'
import type { Timeouts } from '../../../../main/workers/queue/job-queue.ts'
import type { ForkedProcess } from '../../../../main/workers/queue/start-in-node.ts'
import { renderSpecimen } from '../../../../main/workers/specimens/render-specimen.ts'
import { endlessTimeouts } from '../../../support/timeouts.ts'
import { kkDrawing, ktpDrawings } from './cards.ts'

let ktp: Uint8Array
let kk: Uint8Array
beforeAll(async () => {
  const [card] = ktpDrawings
  if (!card) throw new Error('no card')
  ktp = await renderSpecimen(card)
  kk = await renderSpecimen(kkDrawing(4))
})

function makeReading(patience: Timeouts = endlessTimeouts) {
  const started: ForkedProcess[] = []
  const reading = createOcr(() => {
    const child = startOcrInNode()
    started.push(child)
    return child
  }, patience)
  onTestFinished(() => reading.stop())
  return { reading, started, pid: () => started.at(-1)?.pid ?? 0 }
}

test('pages are read one after the other in one process', async () => {
  const { reading, started } = makeReading()
  const kinds = (await Promise.all([reading.read(ktp), reading.read(kk), reading.read(ktp)])).map(
    ({ kind }) => kind,
  )
  expect(kinds).toEqual(['ktp', 'kk', 'ktp'])
  expect(started).toHaveLength(1)
})

test('a process that was started ahead reads the first page', async () => {
  const { reading, started } = makeReading()
  reading.prepare()
  expect(started).toHaveLength(1)
  expect((await reading.read(ktp)).kind).toBe('ktp')
  expect(started).toHaveLength(1)
})

test('a process that was started ahead for nothing is ended', async () => {
  const { reading, started } = makeReading({ ...endlessTimeouts, idle: 50 })
  const ended = new Promise<void>((end) => {
    reading.prepare()
    started[0]?.onExit(end)
  })
  await ended
  expect((await reading.read(ktp)).kind).toBe('ktp')
  expect(started).toHaveLength(2)
})

test('a process that is killed costs its page; the next one is read', async () => {
  const { reading, started, pid } = makeReading()
  await reading.read(ktp)
  const interrupted = expect(reading.read(kk)).rejects.toMatchObject({ code: 'page-reader-stopped' })
  const next = reading.read(ktp)
  process.kill(pid(), 'SIGKILL')
  await interrupted
  expect((await next).kind).toBe('ktp')
  expect(started).toHaveLength(2)
})

test('a process that hangs is ended, and the next page is read', async () => {
  const patience = { ...endlessTimeouts }
  const { reading, started, pid } = makeReading(patience)
  await reading.read(ktp)
  process.kill(pid(), 'SIGSTOP')
  // Short only for the page that never comes, so that no other is too slow on a busy machine.
  patience.page = 200
  const slow = reading.read(ktp)
  patience.page = endlessTimeouts.page
  await expect(slow).rejects.toMatchObject({ code: 'page-reading-slow' })
  expect((await reading.read(ktp)).kind).toBe('ktp')
  expect(started).toHaveLength(2)
})

test('what is no picture costs its page only', async () => {
  const { reading } = makeReading()
  await expect(reading.read(new Uint8Array(1000))).rejects.toMatchObject({ code: 'page-reader-stopped' })
  expect((await reading.read(ktp)).kind).toBe('ktp')
})

test('a page that nobody waits for any more is not read', async () => {
  const { reading } = makeReading()
  const cancellation = new AbortController()
  const first = reading.read(ktp)
  const cancelled = reading.read(kk, cancellation.signal)
  cancellation.abort()
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
  expect((await first).kind).toBe('ktp')
})

describe.runIf(process.platform === 'linux')('the process', () => {
  test('comes after whoever types, and is given none of our environment', async () => {
    const { reading, pid } = makeReading()
    await reading.read(ktp)
    expect(os.getPriority(pid())).toBe(os.constants.priority.PRIORITY_LOW)
    const environment = (await readFile(`/proc/${pid()}/environ`, 'utf8')).split('\0')
    const names = environment.map((variable) => variable.split('=')[0])
    expect(names).not.toContain('PATH')
    expect(names).not.toContain('HOME')
  })

  test('has no file open while it reads', async () => {
    const { reading, pid } = makeReading()
    await reading.read(ktp)
    const work = reading.read(kk)
    const seen = new Set<string>()
    let finished = false
    void work.finally(() => {
      finished = true
    })
    while (!finished) {
      for (const descriptor of await readdir(`/proc/${pid()}/fd`)) {
        seen.add(await readlink(`/proc/${pid()}/fd/${descriptor}`).catch(() => ''))
      }
      await pause(10)
    }
    const files = [...seen].filter((target) => target.startsWith('/') && target !== '/dev/null')
    expect(files).toEqual([])
    expect(seen).toContain('/dev/null')
  })
})
