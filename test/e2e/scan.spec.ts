import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { setUpOffice, startCore, testPassword } from '../support/core.ts'
import { configureSane } from '../support/sane-test-device.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'
import { expectAccessible } from './accessible.ts'
import { tabTo, tabToText } from './keyboard.ts'
import { type OpenHost, openHost } from './open-host.ts'

/**
 * Scanning on SANE's own test device, as it is after `npm start`; one office for all of them, in this order.
 */
test.describe.configure({ mode: 'serial' })

let folder: TempFolder
let host: OpenHost
let page: Page

test.beforeAll(async ({ browserName: _ }, { project }) => {
  folder = await makeTempFolder('scan')
  await configureSane(path.join(folder.path, 'sane'))
  const core = startCore(path.join(folder.path, 'kantor'))
  await setUpOffice(core, 'admin')
  await core.close()
  host = await openHost(project.name, path.join(folder.path, 'kantor'))
  page = host.page
  await page.getByLabel('Nama pengguna').fill('rina')
  await page.getByLabel('Kata sandi').first().fill(testPassword)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Beranda' })).toBeVisible()
})

test.afterAll(async () => {
  await host?.close()
  await folder?.remove()
})

test('a page scanned by one key arrives in the form', async () => {
  await page.keyboard.press('F2')
  await expect(page.getByText('Pendaftaran').first()).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByText('Belum ada berkas')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Pindai · Flatbed KTP 300 dpi/ })).toBeVisible()
  await page.keyboard.press('F9')
  await expect(page.getByText('Belum ada berkas')).toBeHidden()
})

test('IT sets the watched folder, a scanner for a profile and an address by the keyboard', async () => {
  await page.evaluate("location.hash = '/pengaturan/pindai'")
  await expect(page.getByRole('heading', { name: 'Folder pantauan' })).toBeVisible()
  await expectAccessible(page)
  await tabTo(page, 'Folder')
  await page.keyboard.type(folder.path)
  await tabToText(page, 'Cari pemindai')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 pemindai ditemukan')).toBeVisible()
  const scanner = page.getByRole('button', { name: / Pemindai$/ }).first()
  await scanner.focus()
  await page.keyboard.type('Non')
  await expect(scanner).toContainText('Noname frontend-tester')
  await tabTo(page, 'Alamat pemindai jaringan')
  await page.keyboard.type('bukan alamat')
  await page.keyboard.press('F6')
  await expect(page.getByRole('alert').getByText('Tulis alamat pemindai lengkap')).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('http://127.0.0.1:9/eSCL')
  await page.keyboard.press('F6')
  await expect(page.getByText('Pengaturan pemindaian tersimpan')).toBeVisible()
  await expect(page.getByText('Terpantau')).toBeVisible()
  await expectAccessible(page)

  await page.reload()
  await expect(page.getByRole('textbox', { name: /^Folder/ })).toHaveValue(folder.path)
  await expect(page.getByRole('button', { name: / Pemindai$/ }).first()).toContainText('Noname')
  await expect(page.getByRole('button', { name: / Pemindai$/ }).nth(1)).toContainText('Pemindai pertama')
})

test('a page on trial shows what it measures beside the limits', async () => {
  await page.getByRole('button', { name: 'Coba dengan pemindai' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('img', { name: 'Halaman percobaan 1' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Ketajaman/ })).toContainText(/\d/)
  await expectAccessible(page)
})
