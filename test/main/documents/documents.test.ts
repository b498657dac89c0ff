import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentHash, createBlobStore } from '../../../main/documents/blob-store.ts'
import { createImaging, startImagingInNode } from '../../../main/workers/imaging/client.ts'
import { defaultQualityThresholds } from '../../../shared/page-quality.ts'
import { type Counter, decodedPages, openCounter } from '../../support/counter.ts'
import { familyForm } from '../../support/family.ts'
import { fileSignatures } from '../../support/file-signatures.ts'
import { endlessTimeouts } from '../../support/timeouts.ts'
import { cornerPage, corners, cornersOf, noisyPage, pdfOf } from '../workers/imaging/imaging-samples.ts'

let counter: Counter
beforeAll(async () => {
  counter = await openCounter({ imaging: createImaging(startImagingInNode, endlessTimeouts) })
})
afterAll(() => counter[Symbol.asyncDispose]())

/** A new application and the acts on its pages. */
function openDesk() {
  const { applications, documents, clerk } = counter
  const { id } = applications.create(clerk, 'pendaftaran')
  return {
    id,
    add: (bytes: Uint8Array) => documents.add(clerk, id, bytes, null),
    async addOne(bytes: Uint8Array) {
      const { added } = await documents.add(clerk, id, bytes, null)
      const [page] = added
      if (!page || added.length > 1) throw new Error(`${added.length} pages`)
      return page
    },
    pages: () => documents.list(id),
  }
}

const countOf = (table: 'scans' | 'originals') =>
  counter.store.prepare<[], number>(`SELECT COUNT(*) FROM ${table}`).pluck().get()

/** One page after the other, each a little wider than the one before and so another picture. */
let width = 500
const anyPage = () => {
  width += 2
  return cornerPage(width, 400)
}

describe('adding', () => {
  test('stores a page under the hash of its content, with its thumbnail', async () => {
    const desk = openDesk()
    const page = await desk.addOne(await cornerPage())
    expect(page).toMatchObject({ document: 'kk', memberId: null, position: 0, width: 640, height: 480 })
    const scan = await counter.documents.readScan(page.id, 'page')
    expect(scan).toMatchObject({ mediaType: 'image/jpeg', applicationId: desk.id })
    expect(contentHash(scan.bytes)).toBe(page.scan)
    expect(scan.bytes).toHaveLength(page.byteLength)
    expect(await cornersOf(scan.bytes)).toEqual(corners)
    const thumbnail = await counter.documents.readScan(page.id, 'thumbnail')
    expect(thumbnail.mediaType).toBe('image/webp')
    expect((await sharp(thumbnail.bytes).metadata()).width).toBe(240)
  })

  test('labels pages as the documents that are missing, in their order', async () => {
    const desk = openDesk()
    await desk.add(await anyPage())
    await desk.add(await anyPage())
    await desk.add(await anyPage())
    expect(desk.pages().map(({ document, position }) => [document, position])).toEqual([
      ['kk', 0],
      ['ktp', 1],
      ['ktp', 2],
    ])
  })

  test('keeps the document that the clerk named', async () => {
    const { documents, clerk } = counter
    const desk = openDesk()
    const { added } = await documents.add(clerk, desk.id, await anyPage(), 'sktm')
    expect(added.map((page) => page.document)).toEqual(['sktm'])
  })

  test('counts a page that is stored already and adds nothing', async () => {
    const desk = openDesk()
    const file = await anyPage()
    await desk.add(file)
    expect(await desk.add(file)).toMatchObject({ added: [], alreadyThere: 1 })
    expect(desk.pages()).toHaveLength(1)
  })

  test('finds the same page twice in one file', async () => {
    const jpeg = await sharp(await cornerPage())
      .jpeg()
      .toBuffer()
    const desk = openDesk()
    const { added, alreadyThere } = await desk.add(pdfOf(jpeg, { pages: 3 }))
    expect([added.length, alreadyThere]).toEqual([1, 2])
  })

  test('keeps one copy of a page that two applications share', async () => {
    const file = await anyPage()
    await openDesk().add(file)
    const before = [countOf('scans'), countOf('originals')]
    await openDesk().add(file)
    expect([countOf('scans'), countOf('originals')]).toEqual(before)
  })

  test('changes nothing when the file is refused', async () => {
    const desk = openDesk()
    await desk.add(await anyPage())
    const before = [desk.pages(), countOf('scans'), countOf('originals')]
    await expect(desk.add(Buffer.from('bukan gambar, hanya tulisan biasa'))).rejects.toMatchObject({
      code: 'not-an-image',
    })
    await expect(desk.add(new Uint8Array())).rejects.toMatchObject({ code: 'file-empty' })
    expect([desk.pages(), countOf('scans'), countOf('originals')]).toEqual(before)
  })

  test('keeps the file while its pages are made, and deletes it where it has none', async () => {
    let endMaking = (): void => undefined
    const making = new Promise<void>((resolve) => {
      endMaking = resolve
    })
    await using counter = await openCounter({
      imaging: {
        ...decodedPages,
        async prepare() {
          await making
          return { pages: [], refused: [] }
        },
      },
    })
    const { store, documents, clerk, applications } = counter
    const count = store.prepare<[], number>('SELECT COUNT(*) FROM originals').pluck()
    const { id } = applications.create(clerk, 'pendaftaran')
    const adding = documents.add(clerk, id, Buffer.from('satu berkas'), null)
    expect(count.get()).toBe(1)
    endMaking()
    await adding
    expect(count.get()).toBe(0)
  })

  test('stores no file whose pages are all known from another one', async () => {
    await using counter = await openCounter({
      imaging: {
        ...decodedPages,
        prepare: () => decodedPages.prepare(Buffer.from('halaman'), defaultQualityThresholds),
      },
    })
    const { store, documents, clerk, applications } = counter
    const count = store.prepare<[], number>('SELECT COUNT(*) FROM originals').pluck()
    const { id } = applications.create(clerk, 'pendaftaran')
    await documents.add(clerk, id, Buffer.from('satu berkas'), null)
    expect(await documents.add(clerk, id, Buffer.from('berkas lain'), null)).toMatchObject({
      alreadyThere: 1,
    })
    expect(count.get()).toBe(1)
  })

  test('deletes at the next start a file whose import was interrupted', async () => {
    await using counter = await openCounter()
    const { store, documents, clerk, applications } = counter
    const { id } = applications.create(clerk, 'pendaftaran')
    await documents.add(clerk, id, Buffer.from('satu berkas'), null)
    const hashes = store.prepare<[], string>('SELECT hash FROM originals').pluck()
    const kept = hashes.all()
    createBlobStore(store).putPending('loose', Buffer.from('tanpa halaman'))
    expect(hashes.all()).toHaveLength(2)
    counter.reopenDocuments()
    expect(hashes.all()).toEqual(kept)
  })

  test('writes no picture outside the encrypted store', async () => {
    const desk = openDesk()
    const picture = await noisyPage().jpeg().toBuffer()
    expect(fileSignatures.some((mark) => picture.includes(mark))).toBe(true)
    await desk.add(picture)
    for (const name of await readdir(counter.folder)) {
      const bytes = await readFile(join(counter.folder, name))
      for (const mark of fileSignatures) expect(bytes.includes(mark), `${mark} in ${name}`).toBe(false)
    }
  })
})

describe('turning', () => {
  const turned = (quarters: number) => corners.map((_, index) => corners[(index - quarters + 4) % 4])

  test('four quarter turns give the identical picture', async () => {
    const { documents, clerk } = counter
    const page = await openDesk().addOne(await cornerPage())
    for (const quarters of [1, 2, 3]) {
      const { width, height } = await documents.turn(clerk, page.id, 1)
      expect([width, height]).toEqual(quarters % 2 === 1 ? [480, 640] : [640, 480])
      expect(await cornersOf((await documents.readScan(page.id, 'page')).bytes)).toEqual(turned(quarters))
    }
    expect((await documents.turn(clerk, page.id, 1)).scan).toBe(page.scan)
  })

  test('two simultaneous turns turn twice', async () => {
    const { documents, clerk } = counter
    const page = await openDesk().addOne(await cornerPage())
    await Promise.all([documents.turn(clerk, page.id, 1), documents.turn(clerk, page.id, 1)])
    expect(await cornersOf((await documents.readScan(page.id, 'page')).bytes)).toEqual(turned(2))
  })

  test('turns that page of a PDF, not its first', async () => {
    const { documents, clerk } = counter
    const desk = openDesk()
    const first = await sharp(await cornerPage())
      .jpeg()
      .toBuffer()
    const { added } = await desk.add(await twoPagePdf(first))
    const [, second] = added
    if (!second) throw new Error('one page only')
    const whole = (await documents.readScan(second.id, 'page')).bytes
    const wide = await sharp(whole).metadata()
    const once = await documents.turn(clerk, second.id, 1)
    expect([once.width, once.height]).toEqual([wide.height, wide.width])
    await documents.turn(clerk, second.id, 3)
    expect(await difference((await documents.readScan(second.id, 'page')).bytes, whole)).toBeLessThan(3)
  })

  test('deletes pictures that no page refers to', async () => {
    const { documents, clerk } = counter
    const page = await openDesk().addOne(await anyPage())
    const before = countOf('scans')
    await documents.turn(clerk, page.id, 1)
    expect(countOf('scans')).toBe(before)
  })
})

/** The same JPEG on a tall page and on a wide one. */
const twoPagePdf = async (jpeg: Buffer): Promise<Buffer> => {
  const file = pdfOf(jpeg, { pages: 2 })
  const at = file.lastIndexOf('/MediaBox [0 0 595 842]')
  return Buffer.concat([file.subarray(0, at), Buffer.from('/MediaBox [0 0 595 442]'), file.subarray(at + 23)])
}

/** Mean difference of two pictures' pixels, in 256 levels. */
async function difference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [left, right] = await Promise.all([one, other].map((bytes) => sharp(bytes).raw().toBuffer()))
  if (!left || !right || left.length !== right.length) return 255
  return left.reduce((sum, level, index) => sum + Math.abs(level - (right[index] ?? 0)), 0) / left.length
}

describe('removing', () => {
  test('hides a page until it is restored', async () => {
    const { documents, clerk } = counter
    const desk = openDesk()
    const page = await desk.addOne(await anyPage())
    documents.remove(clerk, page.id)
    expect(desk.pages()).toEqual([])
    expect(documents.restore(clerk, page.id)).toEqual(page)
    expect(desk.pages()).toEqual([page])
  })

  test('importing the same file again restores a removed page', async () => {
    const { documents, clerk } = counter
    const desk = openDesk()
    const file = await anyPage()
    const page = await desk.addOne(file)
    documents.remove(clerk, page.id)
    expect(await desk.add(file)).toMatchObject({ added: [page], alreadyThere: 0 })
  })

  test('is final after submission, and the picture is deleted', async () => {
    const { applications, documents, clerk } = counter
    const desk = openDesk()
    await desk.add(await anyPage())
    await desk.add(await anyPage())
    const before = [countOf('scans'), countOf('originals')]
    const extra = await desk.addOne(await anyPage())
    documents.remove(clerk, extra.id)
    const form = familyForm(700)
    const { revision } = applications.save(clerk, { id: desk.id, revision: 1, kind: 'pendaftaran', form })
    applications.submit(clerk, desk.id, revision)
    expect(() => documents.restore(clerk, extra.id)).toThrow('page-not-found')
    expect([countOf('scans'), countOf('originals')]).toEqual(before)
  })

  test('keeps a picture that another application refers to', async () => {
    const { documents, clerk } = counter
    const file = await anyPage()
    const [one, other] = [openDesk(), openDesk()]
    const page = await one.addOne(file)
    const kept = await other.addOne(file)
    documents.remove(clerk, page.id)
    documents.purgeRemoved(one.id)
    expect((await documents.readScan(kept.id, 'page')).bytes).toHaveLength(kept.byteLength)
  })
})

describe('permissions', () => {
  test('rejects changes once the application is submitted', async () => {
    const { applications, documents, clerk } = counter
    const desk = openDesk()
    const page = await desk.addOne(await anyPage())
    await desk.add(await anyPage())
    const { revision } = applications.save(clerk, {
      id: desk.id,
      revision: 1,
      kind: 'pendaftaran',
      form: familyForm(701),
    })
    applications.submit(clerk, desk.id, revision)
    await expect(desk.add(await anyPage())).rejects.toMatchObject({ code: 'application-closed' })
    await expect(documents.turn(clerk, page.id, 1)).rejects.toMatchObject({ code: 'application-closed' })
    expect(() => documents.describe(clerk, page.id, 'ktp', null)).toThrow('application-closed')
    expect(() => documents.remove(clerk, page.id)).toThrow('application-closed')
  })

  test('adds no page to an application that was submitted while it was decoded', async () => {
    const { applications, clerk } = counter
    const desk = openDesk()
    await desk.add(await anyPage())
    await desk.add(await anyPage())
    const { revision } = applications.save(clerk, {
      id: desk.id,
      revision: 1,
      kind: 'pendaftaran',
      form: familyForm(702),
    })
    const late = desk.add(await anyPage())
    applications.submit(clerk, desk.id, revision)
    await expect(late).rejects.toMatchObject({ code: 'application-closed' })
    expect(desk.pages()).toHaveLength(2)
  })

  test('reports a page or an application that does not exist', async () => {
    const { documents, clerk } = counter
    const nobody = '01930000-0000-7000-8000-000000000000'
    await expect(documents.add(clerk, nobody, await anyPage(), null)).rejects.toMatchObject({
      code: 'application-not-found',
    })
    await expect(documents.readScan(nobody, 'page')).rejects.toMatchObject({ code: 'page-not-found' })
    expect(() => documents.remove(clerk, nobody)).toThrow('page-not-found')
  })

  test('a page names the member it belongs to', async () => {
    const { documents, clerk } = counter
    const desk = openDesk()
    const page = await desk.addOne(await anyPage())
    const memberId = familyForm(1).members[0]?.id ?? null
    expect(documents.describe(clerk, page.id, 'ktp', memberId)).toEqual({
      ...page,
      document: 'ktp',
      memberId,
    })
  })
})

test('audits every change of a page, without its content', async () => {
  const { documents, clerk, store } = counter
  const desk = openDesk()
  const page = await desk.addOne(await anyPage())
  documents.describe(clerk, page.id, 'ktp', null)
  await documents.turn(clerk, page.id, 2)
  documents.remove(clerk, page.id)
  documents.restore(clerk, page.id)
  const audit = store
    .prepare<[string], { action: string; actor: string }>(
      'SELECT action, actor FROM audit WHERE subject = ? ORDER BY sequence',
    )
    .all(desk.id)
  expect(audit.map(({ action }) => action)).toEqual([
    'applications.create',
    'pages.add',
    'pages.describe',
    'pages.turn',
    'pages.remove',
    'pages.restore',
  ])
  expect(new Set(audit.map(({ actor }) => actor))).toEqual(new Set([clerk.id]))
})
