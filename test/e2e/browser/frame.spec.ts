import { expect, type Page, test } from '@playwright/test'
import type { BrowserHost } from '../../../main/browser/browser.ts'
import { serveInBrowser } from '../../../main/cli/serve-in-browser.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { expectAccessible } from '../accessible.ts'

/**
 * The frame around the screens, on the real core: an office set up, locked and worked in by keyboard alone.
 * One office for all of them, in this order, since each goes on where the one before stopped.
 */
test.describe.configure({ mode: 'serial' })

const password = 'kucing makan ikan asin'

let folder: TempFolder
let host: BrowserHost
let page: Page
/** As it was shown, this once. */
let recoveryKey: string[] = []

test.beforeAll(async ({ browser }) => {
  folder = await makeTempFolder('frame')
  host = await serveInBrowser({ folder: folder.path, project: process.cwd(), port: 0 })
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  page = await context.newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) throw new Error(`the page says: ${message.text()}`)
  })
  page.on('pageerror', (error) => {
    throw error
  })
})

test.afterAll(async () => {
  await page.context().close()
  await host.close()
  await folder.remove()
})

const title = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })

/** As an address typed by hand or a link of another program would. */
async function goTo(path: string): Promise<void> {
  await page.evaluate(`location.hash = '${path}'`)
}

/** Types into the field that has the focus and confirms. */
async function answer(...texts: string[]): Promise<void> {
  for (const [index, text] of texts.entries()) {
    if (index > 0) await page.keyboard.press('Tab')
    await page.keyboard.type(text)
  }
}

test('the first minutes: an office is set up without the mouse', async () => {
  await page.goto(host.newAddress())
  await expect(title('Selamat datang')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('s')

  // The activation file has specifications of its own; this office has none yet.
  await expect(title('Berkas aktivasi')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pilih berkas' })).toBeFocused()
  await page.getByRole('button', { name: 'Belum ada berkas, isi sendiri' }).press('Enter')

  await expect(title('Kantor')).toBeVisible()
  await answer('3271', 'Kelurahan Sempur')
  await page.keyboard.press('Enter')
  // A code that is none keeps the step, says why, and has the focus.
  await expect(page.getByText('Kode kelurahan 10 angka')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Kode kelurahan' })).toBeFocused()
  await page.keyboard.type('031006')
  await expectAccessible(page)
  await page.keyboard.press('Enter')

  await expect(title('Sambungan ke pusat')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  // Back and on again: what was typed is there.
  await expect(page.getByRole('textbox', { name: 'Kode kelurahan' })).toHaveValue('3271031006')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Lewati, atur nanti' }).press('Enter')

  await expect(title('Akun admin TI')).toBeVisible()
  await answer('Rina Wulandari', 'rina', password)
  // Past the button that shows the password.
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.getByRole('checkbox', { name: 'Juga petugas loket' }).press('Space')
  await page.getByRole('checkbox', { name: 'Juga verifikator' }).press('Space')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Siapkan kantor' }).press('Enter')
})

test('the recovery key is printed, and asked for before anything else', async () => {
  await expect(title('Kunci pemulihan')).toBeVisible()
  await expectAccessible(page)
  const groups = await page
    .getByRole('list', { name: 'Kunci pemulihan' })
    .getByRole('listitem')
    .allInnerTexts()
  expect(groups).toHaveLength(8)
  recoveryKey = groups.map((group) => group.replace(/^\d+\s*/, ''))

  // On paper there is the key and nothing of the screen.
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('Kunci pemulihan SOLID Loket')).toBeVisible()
  await expect(title('Kunci pemulihan')).toBeHidden()
  await expect(page.getByText(recoveryKey.at(-1) ?? '', { exact: false }).last()).toBeVisible()
  await page.emulateMedia({ media: 'screen' })

  const field = page.getByRole('textbox', { name: /Ketik kelompok nomor \d/ })
  const asked = Number((await page.getByText(/^Ketik kelompok nomor \d/).innerText()).match(/\d/)?.[0])
  await field.fill('salah')
  await field.press('Enter')
  await expect(page.getByText('Baca lagi huruf demi huruf')).toBeVisible()
  await field.fill((recoveryKey[asked - 1] ?? '').toLowerCase())
  await field.press('Enter')
  await expect(title('Beranda')).toBeVisible()
  await expect(page.getByText('Pusat belum diatur').first()).toBeVisible()
})

for (const [keys, name] of [
  ['Alt+2', 'Permohonan'],
  ['Alt+4', 'Sinkronisasi'],
  ['Alt+5', 'Paket'],
  ['Alt+6', 'Pengaturan'],
  ['F2', 'Permohonan baru'],
] as const) {
  test(`${keys} leads to ${name}, its title has the focus or its first choice, and Esc leads back`, async () => {
    await page.keyboard.press('Alt+1')
    await expect(title('Beranda')).toBeFocused()
    await page.keyboard.press(keys)
    await expect(title(name)).toBeVisible()
    await expect(page.locator('main').locator(':focus')).toBeVisible()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(title('Beranda')).toBeFocused()
  })
}

test('every page of the settings is accessible, and arrows lead through them', async () => {
  await page.keyboard.press('Alt+6')
  await page.getByRole('tab', { name: 'Akun' }).focus()
  for (const name of ['Kantor', 'Sambungan pusat', 'Berkas wajib', 'Pemindaian', 'Cadangan', 'Jurnal']) {
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('tab', { name, exact: true })).toBeFocused()
    await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible()
    await expectAccessible(page)
  }
  await page.keyboard.press('p')
  await expect(page.getByText('Utuh')).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Menyiapkan kantor' })).toBeVisible()
})

test('an account is made, and its name taken only once', async () => {
  await page.keyboard.press('Alt+1')
  await page.keyboard.press('Alt+6')
  await expect(page.getByRole('row', { name: /Rina Wulandari/ })).toBeVisible()
  for (const name of ['Bayu Saputra', 'Bayu Lain']) {
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { name: 'Akun baru' })).toBeVisible()
    await answer(name, 'bayu', password)
    await page.keyboard.press('Enter')
    if (name === 'Bayu Saputra') await expect(page.getByRole('row', { name: /Bayu Saputra/ })).toBeVisible()
    else await expect(page.getByText('Nama pengguna itu sudah dipakai')).toBeVisible()
  }
  await expectAccessible(page)
  // Esc never destroys: the first one says so, the second one closes.
  await page.keyboard.press('Escape')
  await expect(page.getByText('Isian belum disimpan')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Akun baru' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Akun baru' })).toBeHidden()
})

test('a backup is made and listed', async () => {
  await page.getByRole('tab', { name: 'Cadangan' }).press('Enter')
  await page.getByRole('tab', { name: 'Cadangan' }).click()
  await page.keyboard.press('b')
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
})

test('F1 explains the screen beside it, ? lists its keys, Ctrl+K finds a command', async () => {
  await page.keyboard.press('Alt+1')
  await page.keyboard.press('F1')
  const help = page.getByRole('complementary', { name: 'Bantuan' })
  await expect(help.getByRole('heading', { level: 2, name: 'Beranda' })).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await expect(title('Beranda')).toBeVisible()

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Tombol di layar ini' })).toContainText('Kunci layar')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('apa saja')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('gelap')
  await expect(page.getByRole('menuitem', { name: 'Tampilan gelap' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expectAccessible(page)
})

test('the look of this computer is kept over a reload', async () => {
  await page.reload()
  await expect(title('Beranda')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('nothing runs out of the window at 200 % zoom', async () => {
  await page.setViewportSize({ width: 683, height: 384 })
  for (const path of ['/', '/permohonan', '/sinkronisasi', '/pengaturan/berkas', '/akun-saya']) {
    await goTo(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.evaluate("document.querySelector('main').scrollWidth")).toBeLessThanOrEqual(683)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(683)
  }
  await page.setViewportSize({ width: 1366, height: 768 })
})

test('a screen left alone says that it will lock, stays open on a key, and locks', async () => {
  await page.clock.install()
  await page.reload()
  await expect(title('Akun dan tampilan')).toBeVisible()
  await page.clock.fastForward('09:40')
  await expect(page.getByText(/layar terkunci dalam \d+ detik/)).toBeVisible()
  await page.keyboard.press('Shift')
  await expect(page.getByText(/layar terkunci dalam/)).toBeHidden()
  await page.clock.fastForward('10:01')
  await expect(title('Terkunci')).toBeVisible()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(title('Akun dan tampilan')).toBeVisible()
})

test('Ctrl+L covers the screen; who comes back finds it as it was left, somebody else begins at home', async () => {
  await goTo('/sinkronisasi')
  await expect(title('Sinkronisasi')).toBeVisible()
  await page.keyboard.press('Control+l')
  await expect(title('Terkunci')).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByRole('textbox', { name: 'Nama pengguna' })).toHaveValue('rina')
  await page.keyboard.type('bukan kata sandinya')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('tidak cocok')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(title('Sinkronisasi')).toBeVisible()

  await page.keyboard.press('Control+l')
  await page.getByRole('textbox', { name: 'Nama pengguna' }).fill('bayu')
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(password)
  await page.keyboard.press('Enter')
  await expect(title('Beranda')).toBeVisible()
  // A clerk has neither the queue nor the settings, not even by the address.
  await expect(page.getByRole('navigation', { name: 'Bagian aplikasi' })).not.toContainText('Pengaturan')
  await goTo('/pengaturan/akun')
  await expect(title('Beranda')).toBeVisible()
})

test('with every password forgotten, the recovery key on paper lets the administrator in', async () => {
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: 'Semua kata sandi terlupa' }).press('Enter')
  await expect(title('Masuk dengan kunci pemulihan')).toBeVisible()
  await expectAccessible(page)
  // Copied by hand: in small letters and with spaces.
  await answer(recoveryKey.join(' ').toLowerCase(), 'rina')
  const anotherPassword = 'bebek berenang di kolam'
  await page.getByRole('textbox', { name: 'Kata sandi baru', exact: true }).fill(anotherPassword)
  await page.getByRole('textbox', { name: 'Kata sandi baru sekali lagi' }).fill('bukan yang sama itu')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Berbeda dari kata sandi di atas')).toBeVisible()
  await page.getByRole('textbox', { name: 'Kata sandi baru sekali lagi' }).fill(anotherPassword)
  await page.keyboard.press('Enter')
  await expect(title('Beranda')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Rina/ })).toBeVisible()
})

test('a host that has ended is said in the status line', async () => {
  await host.close()
  await expect(page.getByText('SOLID Loket di komputer ini tidak menjawab').first()).toBeVisible()
})
