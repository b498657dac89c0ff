import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, type Page, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { inventFamilies } from '../../../main/specimens/invent-families.ts'
import { specimenDrawings } from '../../../main/workers/specimens/messages.ts'
import { renderSpecimen } from '../../../main/workers/specimens/render-specimen.ts'
import { launchPackaged } from '../../support/electron.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

/** What `npm run package -- --dir` left. */
const folder = resolve(import.meta.dirname, '../../../dist/linux-unpacked')
const executable = resolve(folder, 'solid-loket')
const unpacked = resolve(folder, 'resources/app.asar.unpacked')

// Pictures of a minute of waiting would cost more than the work that is waited for.
test.use({ trace: 'off' })

test('the packaged application works from its archive: addons, SQL, reference data, fonts, screens', async () => {
  // Thirty families' cards are drawn: a minute of work for one core, which it may have to share.
  await using data = await makeTempFolder('packaged')
  const application = await launchPackaged(executable, { env: { SOLID_DATA: data.path } })
  try {
    const page = application.browser.contexts()[0]?.pages()[0]
    if (page === undefined) throw new Error('the application has no window')
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    expect(page.url()).toBe('loket://aplikasi/')
    await page.emulateMedia({ reducedMotion: 'reduce' })
    // Makes an encrypted store, runs every migration, and draws cards with our fonts.
    await page.getByRole('button', { name: 'Mulai latihan' }).click()
    await page.getByRole('button', { name: 'Masuk sebagai Rina' }).click()
    await expect(page.getByRole('navigation')).toBeVisible()
    await turnPage(page)
    await readCard(page)
    expect(complaints).toEqual([])
  } finally {
    await application.stop()
  }
})

/**
 * Has a draft's page turned, which the decoding process does with its own addon, and looks at the picture.
 */
async function turnPage(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const call = async (name, input) => {
      const answer = await loket.call(name, input)
      if (!answer.ok) throw new Error(name + ': ' + answer.problem.code)
      return answer.value
    }
    const { applications } = await call('applications.list', { statuses: ['draf'], after: null })
    const drafts = await Promise.all(applications.map(({ id }) => call('applications.get', { id })))
    globalThis.before = drafts.flatMap(({ pages }) => pages)[0]
    globalThis.after = await call('pages.turn', { pageId: before.id, quarterTurns: 1 })
    const scan = await fetch('/scans/' + after.id)
    globalThis.picture = await createImageBitmap(await scan.blob())
  })()`)
  expect(await page.evaluate('[after.width, after.height]')).toEqual(
    await page.evaluate('[before.height, before.width]'),
  )
  expect(await page.evaluate('[picture.width, picture.height]')).toEqual(
    await page.evaluate('[after.width, after.height]'),
  )
}

/**
 * Has a specimen KTP read into an empty form, which the reading process does with its wasm, models and
 * networks.
 */
async function readCard(page: Page): Promise<void> {
  const office = { code: '3271031006', name: 'Kelurahan Sempur' }
  const cards = inventFamilies({ seed: 'dikemas', count: 1, office }).flatMap(specimenDrawings)
  const card = cards.find((drawing) => drawing.document === 'ktp')
  if (card?.document !== 'ktp') throw new Error('no KTP among the cards')
  const buffer = Buffer.from(await renderSpecimen(card))
  await page.keyboard.press('F2')
  await expect(page.getByText('Pendaftaran').first()).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByText('Belum ada berkas')).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+o')
  await (await chooser).setFiles({ name: 'ktp.jpg', mimeType: 'image/jpeg', buffer })
  const nik = page.locator('[data-field$=".nik"] input')
  if ((await nik.count()) === 0) await page.locator('[data-field$=".row"] button').first().press('Enter')
  await expect.poll(async () => (await nik.inputValue()).replace(/\D/g, '')).toBe(card.member.nik)
}

test('19 the packaged executable has its fuses set', async () => {
  const fuses = await getCurrentFuseWire(executable)
  const states = Object.fromEntries(
    Object.values(FuseV1Options)
      .filter((option): option is FuseV1Options => typeof option === 'number')
      .map((option) => [FuseV1Options[option], fuses[option]]),
  )
  expect(states).toMatchObject({
    RunAsNode: FuseState.DISABLE,
    EnableNodeOptionsEnvironmentVariable: FuseState.DISABLE,
    EnableNodeCliInspectArguments: FuseState.DISABLE,
    EnableCookieEncryption: FuseState.ENABLE,
    EnableEmbeddedAsarIntegrityValidation: FuseState.ENABLE,
    OnlyLoadAppFromAsar: FuseState.ENABLE,
    GrantFileProtocolExtraPrivileges: FuseState.DISABLE,
  })
})

test('nothing of the application lies outside the archive but what must', async () => {
  const files = await readdir(unpacked, { recursive: true })
  const loose = files.filter((file) => /\.(c?js|mjs|sql|html)$/.test(file))
  expect(loose.filter((file) => !file.startsWith('node_modules/@img/'))).toEqual([])
  expect(files.filter((file) => file.endsWith('.node')).length).toBeGreaterThan(0)
})

test('the packaged SQLite addon is one that loads', () => {
  // The test runtime is too old for it and brings its own; the Node that runs the tests is as new as the
  // users'.
  const nativeBinding = resolve(unpacked, `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`)
  const database = new Database(':memory:', { nativeBinding })
  database.pragma("cipher = 'sqlcipher'")
  expect(database.pragma('cipher', { simple: true })).toBe('sqlcipher')
  database.close()
})

test('the packaged JPEG addon is one that loads: without it pages take libvips’ longer way, and nobody would notice', () => {
  const folder = `node_modules/@julusian/jpeg-turbo/prebuilds/jpeg-turbo-linux-${process.arch}`
  const addon = { exports: {} }
  process.dlopen(addon, resolve(unpacked, folder, 'node-napi-v7.node'))
  expect(addon.exports).toMatchObject({ FORMAT_RGB: expect.any(Number), decompress: expect.any(Function) })
})
