import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createDocuments, type Documents } from '../../../main/documents/documents.ts'
import { systemClock } from '../../../main/store/clock.ts'
import { createOcr, type OcrClient } from '../../../main/workers/ocr/client.ts'
import { startInNode } from '../../../main/workers/queue/start-in-node.ts'
import type { DocumentKind } from '../../../shared/form.ts'
import { Problem } from '../../../shared/problems.ts'
import { PageReading, type ReadValue } from '../../../shared/reading.ts'
import { type Counter, decodedPages, openCounter } from '../../support/counter.ts'
import { familyForm } from '../../support/family.ts'

/** What the reader was given, in its order, as the first line of each page. */
let read: string[]
/** Holds the reader up while it is set. */
let gate: Promise<void> | undefined
let changes: number
let counter: Counter

/** Reads pages of the test's own making: the first line of their bytes says what is on them. */
const honestReading: Pick<OcrClient, 'read' | 'prepare'> = {
  async read(page, signal) {
    const [line = ''] = Buffer.from(page).toString().split('\n')
    read.push(line)
    const cut = new Promise<void>((end) => signal?.addEventListener('abort', () => end()))
    await Promise.race([gate, cut])
    signal?.throwIfAborted()
    if (line === 'unreadable') throw new Problem('page-reader-stopped')
    return PageReading.parse(JSON.parse(line))
  },
  prepare: () => undefined,
}

beforeEach(async () => {
  read = []
  gate = undefined
  changes = 0
  counter = await openCounter({
    reading: honestReading,
    changed: () => {
      changes += 1
    },
  })
})
afterEach(() => counter[Symbol.asyncDispose]())

const area = { left: 0.3, top: 0.2, width: 0.4, height: 0.1 }
const value = (text: string, confidence = 0.99): ReadValue => ({ value: text, confidence, area })
const ktp = (nik: string, confidence?: number): PageReading => ({
  kind: 'ktp',
  fields: { nik: value(nik, confidence) },
})
const kk = (noKk: string): PageReading => ({ kind: 'kk', fields: { noKk: value(noKk) }, members: [] })
const other: PageReading = { kind: 'other' }

/** Makes every page another picture. */
let serial = 0
const page = (reading: PageReading | 'unreadable'): Buffer => {
  serial += 1
  const line = reading === 'unreadable' ? reading : JSON.stringify(reading)
  return Buffer.from(`${line}\nimage ${serial}`)
}

/** An application, and the pages that were added to it. */
function openDesk(kind: 'pendaftaran' | 'bayi' = 'pendaftaran') {
  const { applications, documents, clerk } = counter
  const { id } = applications.create(clerk, kind)
  return {
    id,
    async add(reading: PageReading | 'unreadable', document: DocumentKind | null = null) {
      const { added } = await documents.add(clerk, id, page(reading), document)
      const [first] = added
      if (!first) throw new Error('no page')
      return first.id
    },
    kinds: () => documents.list(id).map(({ document }) => document),
    states: () => documents.readings(id).map(({ state }) => state),
  }
}

/** Waits until nothing of an application is still to be read. */
async function untilRead(id: string, documents: Documents = counter.documents): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (documents.readings(id).every(({ state }) => state !== 'waiting')) return
    await pause(10)
  }
  throw new Error('not read within five seconds')
}

/** The documents of the same office after its next start. */
function startAgain(
  ocr: Pick<OcrClient, 'read' | 'prepare'> = honestReading,
  readOnArrival = true,
): Documents {
  const { store, journal } = counter
  return createDocuments({
    store,
    journal,
    imaging: decodedPages,
    ocr,
    readOnArrival,
    clock: systemClock,
    onChange: () => undefined,
    report: () => undefined,
  })
}

describe('what was read', () => {
  test('is told of, kept, and found with its page', async () => {
    const desk = openDesk()
    const id = await desk.add(ktp('3271031703810001'))
    await untilRead(desk.id)
    expect(counter.documents.readings(desk.id)).toEqual([
      {
        pageId: id,
        document: 'ktp',
        memberId: null,
        state: 'read',
        reading: ktp('3271031703810001'),
        sameAs: null,
      },
    ])
    expect(changes).toBe(1)
  })

  test('sorts a stack into KK, KTP and others', async () => {
    const desk = openDesk()
    await desk.add(ktp('3271031703810001'))
    await desk.add(other)
    await desk.add(kk('3271031002150001'))
    await untilRead(desk.id)
    expect(desk.kinds()).toEqual(['ktp', 'lainnya', 'kk'])
  })

  test('makes a page that is no card the letter that is still lacking', async () => {
    const desk = openDesk('bayi')
    await desk.add(other)
    await untilRead(desk.id)
    expect(desk.kinds()).toEqual(['surat-lahir'])
  })

  test('does not change what a person has said', async () => {
    const { documents, clerk } = counter
    const desk = openDesk()
    await desk.add(kk('3271031002150001'), 'sktm')
    gate = pause(50)
    const id = await desk.add(kk('3271031002150002'))
    documents.describe(clerk, id, 'surat-pindah', null)
    await untilRead(desk.id)
    expect(desk.kinds()).toEqual(['sktm', 'surat-pindah'])
  })

  test('of a picture that was turned meanwhile is thrown away, and the new one is read', async () => {
    const { documents, clerk } = counter
    const desk = openDesk()
    gate = pause(80)
    const id = await desk.add(ktp('3271031703810001'))
    await pause(20)
    await documents.turn(clerk, id, 1)
    expect(desk.states()).toEqual(['waiting'])
    await untilRead(desk.id)
    expect(read).toHaveLength(2)
  })

  test('does not count for a page that was cut anew', async () => {
    const { documents, clerk } = counter
    const desk = openDesk()
    const id = await desk.add(ktp('3271031703810001'))
    await untilRead(desk.id)
    const [corner] = documents.list(desk.id)[0]?.corners ?? []
    expect(corner).toEqual({ x: 0, y: 0 })
    const corners = [
      { x: 0.1, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0.1, y: 1 },
    ] as const
    const cut = await documents.crop(clerk, id, [...corners])
    expect(cut.corners).toEqual(corners)
    expect(desk.states()).toEqual(['waiting'])
    await untilRead(desk.id)
    expect(read).toHaveLength(2)
  })
})

describe('whose card it is', () => {
  const form = familyForm(1)
  const [member] = form.members
  const nik = member?.nik ?? ''
  const memberId = member?.id ?? ''
  const memberOfPage = (id: string) => counter.documents.list(id).map((stored) => stored.memberId)
  const save = (id: string, revision = 1) =>
    counter.applications.save(counter.clerk, { id, revision, kind: 'pendaftaran', form })

  test('is known where the member is there when the card is read', async () => {
    const desk = openDesk()
    save(desk.id)
    await desk.add(ktp(nik))
    await untilRead(desk.id)
    expect(memberOfPage(desk.id)).toEqual([memberId])
  })

  test('is known once the form has the member, and that is told', async () => {
    const desk = openDesk()
    await desk.add(ktp(nik))
    await untilRead(desk.id)
    expect(memberOfPage(desk.id)).toEqual([null])
    const before = changes
    save(desk.id)
    expect(memberOfPage(desk.id)).toEqual([memberId])
    expect(changes).toBe(before + 1)
  })

  test('is not guessed from a NIK that is in doubt', async () => {
    const desk = openDesk()
    save(desk.id)
    await desk.add(ktp(nik, 0.89))
    await untilRead(desk.id)
    expect(memberOfPage(desk.id)).toEqual([null])
  })

  test('is left alone where the clerk said that it is nobody’s', async () => {
    const { documents, clerk } = counter
    const desk = openDesk()
    const id = await desk.add(ktp(nik))
    await untilRead(desk.id)
    documents.describe(clerk, id, 'ktp', null)
    save(desk.id)
    expect(memberOfPage(desk.id)).toEqual([null])
  })
})

describe('the same card again', () => {
  const sameAs = (id: string) => counter.documents.readings(id).map((state) => state.sameAs)

  test('is recognised by its number, kind for kind', async () => {
    const desk = openDesk()
    const first = await desk.add(ktp('3271031703810001'))
    await desk.add(ktp('3271031703810002'))
    await desk.add(kk('3271031703810001'))
    await desk.add(ktp('3271031703810001'))
    await untilRead(desk.id)
    expect(sameAs(desk.id)).toEqual([null, null, null, first])
  })

  test('is not claimed of a number that is in doubt, nor of a page that was taken away', async () => {
    const { documents, clerk } = counter
    const desk = openDesk()
    const removed = await desk.add(ktp('3271031703810001'))
    await desk.add(ktp('3271031703810001', 0.5))
    await desk.add(ktp('3271031703810001'))
    await untilRead(desk.id)
    documents.remove(clerk, removed)
    expect(sameAs(desk.id)).toEqual([null, null])
  })
})

describe('a page that cannot be read', () => {
  test('is failed, holds up no other, and is not tried again by asking', async () => {
    const desk = openDesk()
    await desk.add('unreadable')
    await desk.add(kk('3271031002150001'))
    await untilRead(desk.id)
    expect(desk.states()).toEqual(['failed', 'read'])
    counter.documents.prioritiseReading(desk.id)
    await pause(50)
    expect(read).toHaveLength(2)
  })

  test('is failed where the reader dies of it', async () => {
    const nowhere = new URL('./no-such-process.ts', import.meta.url)
    const dying = createOcr(() => startInNode(nowhere))
    const desk = openDesk()
    gate = new Promise(() => undefined)
    await desk.add(other)
    await desk.add(other)
    const documents = startAgain(dying)
    await untilRead(desk.id, documents)
    expect(documents.readings(desk.id).map(({ state }) => state)).toEqual(['failed', 'failed'])
    gate = undefined
    await documents.stop()
    dying.stop()
  })
})

describe('after a restart', () => {
  test('what was left unread is read, but not what was removed or decided', async () => {
    const { applications, documents, clerk } = counter
    let open = () => {}
    gate = new Promise((resolve) => {
      open = resolve
    })
    const desk = openDesk()
    await desk.add(ktp('3271031703810001'))
    await desk.add(ktp('3271031703810002'))
    documents.remove(clerk, await desk.add(ktp('3271031703810003')))
    const cancelled = openDesk()
    await cancelled.add(ktp('3271031703810004'))
    applications.cancel(clerk, cancelled.id, '')
    const stopped = documents.stop()
    open()
    await stopped
    gate = undefined
    expect(desk.states()).toEqual(['waiting', 'waiting'])

    read = []
    const later = startAgain()
    await untilRead(desk.id, later)
    await later.stop()
    expect(read).toEqual([ktp('3271031703810001'), ktp('3271031703810002')].map((it) => JSON.stringify(it)))
  })

  test('pages from before measuring began are read once somebody asks', async () => {
    const desk = openDesk()
    gate = new Promise(() => undefined)
    await desk.add(ktp('3271031703810001'))
    counter.store.exec('UPDATE pages SET quality = NULL')
    gate = undefined
    read = []
    const later = startAgain()
    await pause(50)
    expect(read).toEqual([])
    later.prioritiseReading(desk.id)
    await untilRead(desk.id, later)
    expect(read).toHaveLength(1)
    await later.stop()
  })

  test('where nothing is read on arrival, asking for one application reads that one', async () => {
    const training = startAgain(honestReading, false)
    const { applications, clerk } = counter
    const ids = [1, 2].map(() => applications.create(clerk, 'pendaftaran').id)
    for (const id of ids) await training.add(clerk, id, page(other), null)
    await pause(50)
    expect(read).toEqual([])
    training.prioritiseReading(ids[1] ?? '')
    await untilRead(ids[1] ?? '', training)
    expect(training.readings(ids[0] ?? '').map(({ state }) => state)).toEqual(['waiting'])
    await training.stop()
  })
})

describe('the order', () => {
  test('is that of arrival, but who is looked at comes first', async () => {
    let open = () => {}
    gate = new Promise((resolve) => {
      open = resolve
    })
    const [first, second] = [openDesk(), openDesk()]
    for (const number of ['1', '2', '3']) await first.add(ktp(`327103170381000${number}`))
    await second.add(kk('3271031002150001'))
    counter.documents.prioritiseReading(second.id)
    open()
    await untilRead(first.id)
    expect(read.map((line) => line.slice(0, 13))).toEqual([
      '{"kind":"ktp"',
      '{"kind":"kk",',
      '{"kind":"ktp"',
      '{"kind":"ktp"',
    ])
  })
})

describe('the end of an application', () => {
  const left = () =>
    ['readings', 'originals'].map((table) =>
      counter.store.prepare<[], number>(`SELECT COUNT(*) FROM ${table}`).pluck().get(),
    )

  test.each(['cancelled', 'approved', 'refused'] as const)(
    '%s takes readings and originals with it',
    async (how) => {
      const { applications, documents, verification, clerk, verifier } = counter
      const desk = openDesk()
      await desk.add(kk('3271031002150001'))
      await desk.add(ktp('3271031703810001'))
      await untilRead(desk.id)
      expect(left()).toEqual([2, 2])
      if (how === 'cancelled') applications.cancel(clerk, desk.id, 'Warga pindah')
      else {
        const form = familyForm(1)
        const { revision } = applications.save(clerk, { id: desk.id, revision: 1, kind: 'pendaftaran', form })
        applications.submit(clerk, desk.id, revision)
        expect(left()).toEqual([2, 2])
        verification.decide(verifier, desk.id, how === 'approved' ? 'setuju' : 'tolak', 'Sudah diperiksa')
        await verification.sign(verifier, '', async () => undefined)
      }
      expect(left()).toEqual([0, 0])
      expect(documents.readings(desk.id)).toEqual([])
      const [stored] = documents.list(desk.id)
      expect(stored?.corners).toBeNull()
      await expect(documents.readScan(stored?.id ?? '', 'original')).rejects.toMatchObject({
        code: 'original-gone',
      })
    },
  )
})
