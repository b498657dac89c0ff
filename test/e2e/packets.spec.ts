import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { Core } from '../../main/core/core.ts'
import { inventFamilies } from '../../main/specimens/invent-families.ts'
import { specimenDrawings } from '../../main/workers/specimens/messages.ts'
import { renderSpecimen } from '../../main/workers/specimens/render-specimen.ts'
import type { Office } from '../../shared/office.ts'
import { type Issuer, openIssuer } from '../support/activate.ts'
import { type Centre, startCentre } from '../support/centre.ts'
import { ask, startCore } from '../support/core.ts'
import { type CutProxy, startCutProxy } from '../support/cut-proxy.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'
import { expectAccessible } from './accessible.ts'
import { pauseIn } from './keyboard.ts'
import { type OpenHost, openHost } from './open-host.ts'

/**
 * Families registered at a kelurahan and decided at its kecamatan, the first by files on a stick while the
 * kelurahan has no line, the second by the centre's relay; on the built application, two offices and a real
 * centre.
 */
test.describe.configure({ mode: 'serial' })

const kelurahan = { code: '3271031006', name: 'Kelurahan Sempur' }
const kecamatan = { code: '327103', name: 'Kecamatan Bogor Tengah' }
const password = 'kucing makan ikan asin'
const families = inventFamilies({ seed: 'paket', count: 40, office: kelurahan }).filter(
  ({ form }) => form.members.length === 2 && form.members.every(({ nik }) => nik !== ''),
)

let folder: TempFolder
let centre: Centre
let issuer: Issuer
let line: CutProxy
let host: OpenHost
let page: Page

const folderOf = ({ code }: Office) => path.join(folder.path, code)
const stick = () => path.join(folder.path, 'stick.paket')

test.beforeAll(async ({ browserName: _ }) => {
  folder = await makeTempFolder('packets')
  centre = await startCentre('3271031007')
  issuer = await openIssuer(centre)
  line = await startCutProxy(centre.server.port)
  for (const office of [kecamatan, kelurahan]) await activate(office)
  // The kecamatan's keys were there before, so that the kelurahan has read them by now.
  line.setCondition({ refuse: true })
  line.cut()
  await register(0)
})

test.afterAll(async () => {
  await host?.close()
  await line?.stop()
  await centre?.[Symbol.asyncDispose]()
  await folder?.remove()
})

async function withCore<Result>(office: Office, act: (core: Core) => Promise<Result>): Promise<Result> {
  const core = startCore(folderOf(office))
  try {
    return await act(core)
  } finally {
    await core.close()
  }
}

async function activate(office: Office): Promise<void> {
  const reachableAt = office.code === kelurahan.code ? { port: line.port } : {}
  const { file, passphrase, administratorCode } = await issuer.issue(office, reachableAt)
  await withCore(office, async (core) => {
    await ask(core, 'a', 'activation.set-up', {
      file,
      passphrase,
      code: administratorCode,
      administrator: {
        username: 'rina',
        name: 'Rina Wulandari',
        password,
        roles: ['petugas', 'verifikator', 'admin'],
      },
    })
    const state = async () => {
      const { hasKeys, superior } = await ask(core, 'a', 'packets.list', {})
      const [entered] = await centre.rows('SELECT COUNT(*) AS count FROM directory_statements')
      return { hasKeys, superior, entered: Number(entered?.count) }
    }
    // Its keys are in the directory, and it has read those of the offices before it.
    const done =
      office.code === kecamatan.code
        ? { hasKeys: true, superior: null, entered: 1 }
        : { hasKeys: true, superior: kecamatan, entered: 2 }
    await expect.poll(state).toEqual(done)
  })
}

/** Registers a family as the screens do, without typing it. */
async function register(index: number): Promise<void> {
  const family = families[index]
  if (family === undefined) throw new Error('too few families of two')
  await withCore(kelurahan, async (core) => {
    await ask(core, 'a', 'session.sign-in', { username: 'rina', password })
    const { id, revision } = await ask(core, 'a', 'applications.create', { kind: 'pendaftaran' })
    for (const [page, drawing] of specimenDrawings(family).slice(0, 2).entries()) {
      const bytes = new Uint8Array(await renderSpecimen(drawing))
      await ask(core, 'a', 'pages.add', { applicationId: id, bytes, document: page === 0 ? 'kk' : 'ktp' })
    }
    const saved = await ask(core, 'a', 'applications.save', {
      id,
      revision,
      kind: 'pendaftaran',
      form: family.form,
    })
    await ask(core, 'a', 'applications.submit', { id, revision: saved.revision })
  })
}

async function enter(project: string, office: Office): Promise<void> {
  await host?.close()
  host = await openHost(project, folderOf(office))
  page = host.page
  await page.getByLabel('Nama pengguna').fill('rina')
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Beranda' })).toBeVisible()
}

async function goTo(place: string): Promise<void> {
  await page.evaluate(`location.hash = '${place}'`)
}

/** In both themes; kept out of git, looked at by people. */
async function photograph(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `screenshots/${test.info().project.name}-${name}-${colorScheme}.png` })
    await expectAccessible(page)
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/**
 * What the screen hands over to be saved; Electron's own dialog cannot be pressed, so its core is asked
 * there.
 */
async function copyToStick(office: Office): Promise<void> {
  if (test.info().project.name === 'chromium') {
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Salin ke flash disk' }).press('Enter')
    await (await downloading).saveAs(stick())
    await expect(page.getByText(/paket disalin/)).toBeVisible()
    return
  }
  await host.close()
  await withCore(office, async (core) => {
    await ask(core, 'a', 'session.sign-in', { username: 'rina', password })
    const { files } = await ask(core, 'a', 'packets.export', { ids: null })
    await fs.writeFile(stick(), files[0]?.bytes ?? '')
  })
}

async function openStick(): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Buka paket' }).press('Enter')
  await (await choosing).setFiles(stick())
}

async function sign(decisions: number): Promise<void> {
  await expect(page.getByRole('button', { name: `Tandatangani ${decisions} keputusan` })).toBeVisible()
  await page.keyboard.press('F10')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
}

async function openQueue(): Promise<void> {
  await goTo('/verifikasi')
  await seeCase()
}

/** A key pressed within the blink in which a case appears was meant for the one before. */
async function seeCase(): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Kartu Keluarga' })).toBeVisible()
  await pauseIn(page, 500)
}

const headName = (index: number) => families[index]?.form.family.headName ?? ''

async function openApplication(index: number): Promise<void> {
  await goTo('/permohonan')
  await page
    .getByRole('link', { name: new RegExp(headName(index)) })
    .first()
    .click()
}

test('the kelurahan copies its packets to a stick, and sees where the application is', async ({
  browserName: _,
}, { project }) => {
  await enter(project.name, kelurahan)
  await openApplication(0)
  await expect(page.getByText('Menunggu dikirim ke Kecamatan Bogor Tengah')).toBeVisible()
  await photograph('packets-where')
  await goTo('/paket')
  await expect(page.getByText('Menunggu dikirim.')).toBeVisible()
  await photograph('packets-outgoing')
  await copyToStick(kelurahan)
})

test('the kecamatan opens the stick, decides, and carries the decision back', async ({ browserName: _ }, {
  project,
}) => {
  await enter(project.name, kecamatan)
  await goTo('/paket')
  await expect(page.getByText('Belum ada paket keluar')).toBeVisible()
  await openStick()
  await expect(page.getByText('Permohonan dari Kelurahan Sempur. Diterima.')).toBeVisible()
  await openStick()
  await expect(page.getByText(/Sudah pernah dibuka di komputer ini/)).toBeVisible()
  await page.getByRole('tab', { name: /Masuk/ }).click()
  await expect(page.getByText(headName(0))).toBeVisible()
  await photograph('packets-incoming')
  const bytes = await fs.readFile(stick())
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  await fs.writeFile(stick(), bytes)
  await openStick()
  await expect(page.getByText(/Rusak di jalan/).first()).toBeVisible()
  await page.getByRole('tab', { name: /Tidak terbuka/ }).click()
  await photograph('packets-refused')
  await page.getByRole('tab', { name: /Folder bersama/ }).click()
  await photograph('packets-folder')

  await goTo('/verifikasi')
  await expect(page.getByText('Kelurahan Sempur').first()).toBeVisible()
  await photograph('packets-queue')
  await openQueue()
  await page.keyboard.press('k')
  await page
    .getByLabel(/^Alasan kembalikan/)
    .and(page.locator(':focus'))
    .fill('Telepon keluarga belum diisi')
  await page.keyboard.press('Enter')
  await sign(1)
  await goTo('/paket')
  await copyToStick(kecamatan)
})

test('the kelurahan reads why it came back, submits it again, and the relay carries the rest', async ({
  browserName: _,
}, { project }) => {
  await enter(project.name, kelurahan)
  await goTo('/paket')
  await openStick()
  await expect(page.getByText('Keputusan dari Kecamatan Bogor Tengah. Diterima.')).toBeVisible()
  await goTo('/')
  await expect(page.getByText('Telepon keluarga belum diisi')).toBeVisible()
  await openApplication(0)
  await page.getByRole('textbox', { name: /Telepon/ }).fill('081234567890')
  await expect(page.getByText(/^Tersimpan/)).toBeVisible()
  line.setCondition({})
  await page.keyboard.press('F10')
  await expect(page.getByText('Diajukan ke kecamatan')).toBeVisible()
  await host.close()
  await register(1)
  await enter(project.name, kelurahan)
  await goTo('/paket')
  await expect(page.getByText('Dikirim, belum ada tanda terima.')).toHaveCount(2)
})

test('both are decided at the kecamatan, and their records are at the centre', async ({ browserName: _ }, {
  project,
}) => {
  await enter(project.name, kecamatan)
  await goTo('/paket')
  await page.getByRole('tab', { name: /Masuk/ }).click()
  await expect(page.getByText(headName(1))).toBeVisible()
  await openQueue()
  await page.keyboard.press('s')
  await expect(page.getByText('1 dari 2')).toBeVisible()
  await seeCase()
  await page.keyboard.press('s')
  await sign(2)
  await expect
    .poll(() => centre.rows('SELECT COUNT(*) AS count FROM applications WHERE complete_at IS NOT NULL'))
    .toEqual([{ count: 2 }])
  await enter(project.name, kelurahan)
  await goTo('/permohonan/disetujui')
  for (const index of [0, 1]) {
    await expect(page.getByText(headName(index)).first()).toBeVisible()
  }
  await goTo('/paket')
  await expect(page.getByText('Diterima.', { exact: true })).toHaveCount(2)
  await photograph('packets-done')
})
