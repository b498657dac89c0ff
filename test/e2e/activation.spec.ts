import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { revokeOffice } from '../../main/central/offices.ts'
import type { IssuedActivation } from '../../main/identity/issue-activation.ts'
import { type Issuer, openIssuer } from '../support/activate.ts'
import { type Centre, startCentre } from '../support/centre.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'
import { expectAccessible } from './accessible.ts'
import { type OpenHost, openHost } from './open-host.ts'

/**
 * An office from the file that Diskominfo hands it to its revocation and back, on the built application and a
 * real centre. One office, in this order.
 */
test.describe.configure({ mode: 'serial' })

const office = { code: '3271031006', name: 'Kelurahan Sempur' }
const password = 'kucing makan ikan asin'

let folder: TempFolder
let centre: Centre
let issuer: Issuer
let host: OpenHost
let page: Page
let issued: IssuedActivation

test.beforeAll(async ({ browserName: _ }, { project }) => {
  folder = await makeTempFolder('activation')
  centre = await startCentre('3271031007')
  issuer = await openIssuer(centre)
  issued = await issuer.issue(office)
  host = await openHost(project.name, path.join(folder.path, 'data'))
  page = host.page
})

test.afterAll(async () => {
  await host?.close()
  await centre?.[Symbol.asyncDispose]()
  await folder?.remove()
})

const title = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })

async function fileOf(name: string, text: string): Promise<string> {
  const file = path.join(folder.path, name)
  await fs.writeFile(file, text)
  return file
}

async function choose(name: string, text: string): Promise<void> {
  await page.locator('fieldset input[type=file]').setInputFiles(await fileOf(name, text))
}

/** As the mouse would, from the desktop. */
async function drop(name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(`(() => {
    const made = new DataTransfer()
    made.effectAllowed = 'all'
    made.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}))
    return made
  })()`)
  const zone = page.getByRole('button', { name: 'Pilih berkas' })
  for (const event of ['dragenter', 'dragover', 'drop'])
    await zone.dispatchEvent(event, { dataTransfer: transfer })
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

test('the wizard takes the file, dropped or chosen, and says what is wrong with another', async () => {
  await page.getByRole('button', { name: 'Siapkan kantor ini' }).press('Enter')
  await expect(title('Berkas aktivasi')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pilih berkas' })).toBeFocused()
  await photograph('activation-file')
  await page.getByRole('button', { name: 'Buka berkas' }).press('Enter')
  await expect(page.getByText('Pilih berkas aktivasi yang diberi Diskominfo.')).toBeVisible()

  await drop('laporan.txt', 'bukan berkas aktivasi')
  await expect(page.getByText('Itu bukan berkas aktivasi.')).toBeVisible()
  await choose('kantor.aktivasi', issued.file)
  await expect(page.getByText('Kelurahan Sempur')).toBeVisible()
  await expect(page.getByText(`${office.code} · kunci nomor 1 · kantor.aktivasi`)).toBeVisible()

  const passphrase = page.getByLabel('Frasa sandi berkas', { exact: false }).first()
  await passphrase.fill('AAAAA-AAAAA-AAAAA-AAAAA')
  await passphrase.press('Enter')
  await expect(page.getByText('Frasa sandi tidak membuka berkas ini.')).toBeVisible()
  await photograph('activation-passphrase-wrong')
  await passphrase.fill(issued.passphrase.toLowerCase())
  await passphrase.press('Enter')
  await expect(title('Akun admin TI')).toBeVisible()
})

test('the first administrator shows the one-time code; the office has its keys in the directory', async () => {
  await expect(page.getByText(`${office.name}, ${office.code}, pusat di ${centre.server.host}`)).toBeVisible()
  await page.getByLabel('Nama lengkap').fill('Rina Wulandari')
  await page.getByLabel('Nama pengguna').fill('rina')
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await page.getByLabel('Kata sandi sekali lagi', { exact: true }).fill(password)
  await page.getByLabel('Kode sekali pakai').fill('AAAA-AAAA')
  await page.getByRole('button', { name: 'Siapkan kantor' }).press('Enter')
  await expect(page.getByText('Kode sekali pakai tidak cocok.')).toBeVisible()
  await photograph('activation-administrator')
  await page.getByLabel('Kode sekali pakai').fill(issued.administratorCode)
  await page.getByRole('button', { name: 'Siapkan kantor' }).press('Enter')

  await expect(title('Kunci pemulihan')).toBeVisible()
  await expect(page.getByText('Langkah 3 dari 3')).toBeVisible()
  const groups = await page
    .getByRole('list', { name: 'Kunci pemulihan' })
    .getByRole('listitem')
    .allInnerTexts()
  const asked = Number((await page.getByText(/^Ketik kelompok nomor \d/).innerText()).match(/\d/)?.[0])
  const field = page.getByRole('textbox', { name: /Ketik kelompok nomor \d/ })
  await field.fill(groups[asked - 1]?.replace(/^\d+\s*/, '') ?? '')
  await field.press('Enter')
  await expect(title('Beranda')).toBeVisible()
  await expect(page.getByText('Tersambung ke pusat').first()).toBeVisible()

  await page.evaluate(`location.hash = '/pengaturan/pusat'`)
  await expect(page.getByText('Kunci kantor nomor 1 tercatat di pusat.')).toBeVisible()
  await photograph('activation-settings')
  const [entry] = await centre.rows('SELECT office_code AS code, kind FROM directory_statements')
  expect(entry).toEqual({ code: office.code, kind: 'entry' })
})

test('an administrator takes a new file while work goes on', async () => {
  const renewed = await issuer.issue(office)
  await page.getByRole('button', { name: 'Aktivasi ulang' }).press('Enter')
  await choose('baru.aktivasi', renewed.file)
  await page.getByLabel('Frasa sandi berkas', { exact: false }).first().fill(renewed.passphrase)
  await photograph('activation-renew')
  await page.getByRole('button', { name: 'Aktifkan' }).press('Enter')
  await expect(page.getByText('Kunci kantor nomor 2 tercatat di pusat.')).toBeVisible()
})

test('a revoked office is locked, says why, and is opened by a new file alone', async () => {
  await revokeOffice(centre.administrator, office.code)
  await page.evaluate(`location.hash = '/sinkronisasi'`)
  await page.getByRole('button', { name: 'Kirim sekarang' }).press('Enter')
  await expect(title('Kantor ini dicabut dari pusat')).toBeVisible()
  await photograph('revoked')

  await choose('lama.aktivasi', issued.file)
  await page.getByLabel('Frasa sandi berkas', { exact: false }).first().fill(issued.passphrase)
  await page.getByLabel('Nama pengguna admin TI').fill('rina')
  await page.getByLabel('Kata sandi admin TI', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Aktifkan ulang' }).press('Enter')
  await expect(
    page.getByText('Berkas aktivasi ini bukan untuk kantor ini, atau sudah pernah dipakai.'),
  ).toBeVisible()

  const renewed = await issuer.issue(office)
  await choose('baru.aktivasi', renewed.file)
  await page.getByLabel('Frasa sandi berkas', { exact: false }).first().fill(renewed.passphrase)
  await page.getByRole('button', { name: 'Aktifkan ulang' }).press('Enter')
  await expect(page.getByText('Tersambung ke pusat').first()).toBeVisible()
  await page.evaluate(`location.hash = '/pengaturan/pusat'`)
  await expect(page.getByText('Kunci kantor nomor 3 tercatat di pusat.')).toBeVisible()
})
