import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { build, type PreviewServer, preview } from 'vite'
import { freePort } from '../../support/free-port.ts'
import { pauseIn } from '../keyboard.ts'

/** The page of components, built with the application's own content security policy. */
let server: PreviewServer
let address: string

test.beforeAll(async () => {
  await build({ configFile: 'vite.ui.config.ts', logLevel: 'warn' })
  const port = await freePort()
  server = await preview({
    configFile: 'vite.ui.config.ts',
    logLevel: 'warn',
    preview: { host: '127.0.0.1', port },
  })
  address = `http://127.0.0.1:${port}/ui.html`
})

test.afterAll(async () => {
  await server.close()
})

/** Opens the page; whatever it complains about fails the test. */
async function open(page: Page, section = ''): Promise<void> {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) throw new Error(`the page says: ${message.text()}`)
  })
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(address + section)
  await expect(page.getByRole('heading', { name: 'Komponen', exact: true })).toBeVisible()
}

for (const theme of ['Terang', 'Gelap', 'Kontras']) {
  test(`no violation of WCAG 2.2 AA in ${theme}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await open(page)
    await page.getByText(theme, { exact: true }).click()
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`)).toEqual(
      [],
    )
  })
}

test('nothing runs out of the window at 200 % zoom of 1366 x 768', async ({ page }) => {
  await page.setViewportSize({ width: 683, height: 384 })
  await open(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(683)
})

test('controls are 44 px high on touch screens', async ({ page }) => {
  await open(page)
  await page.getByText('Layar sentuh', { exact: true }).first().click()
  for (const control of [
    page.getByRole('button', { name: 'Simpan draf' }).first(),
    page.getByRole('textbox', { name: 'NIK' }).first(),
  ]) {
    // A field's edge is part of what can be touched: 44 px with it.
    expect(Math.round((await control.boundingBox())?.height ?? 0)).toBeGreaterThanOrEqual(42)
  }
})

test('digits are grouped while typed, the caret stays, and copying leaves the gaps out', async ({ page }) => {
  await open(page)
  const field = page.getByRole('textbox', { name: 'NIK' }).first()
  await field.fill('')
  await field.pressSequentially('3271-0114.0171 0002')
  await expect(field).toHaveValue('3271\u20090114\u20090171\u20090002')
  await field.press('Home')
  await field.press('ArrowRight')
  await field.press('Delete')
  await expect(field).toHaveValue('3710\u20091140\u20091710\u2009002')
  await field.pressSequentially('2')
  await expect(field).toHaveValue('3271\u20090114\u20090171\u20090002')
  expect(await field.evaluate('document.activeElement.selectionStart')).toBe(2)
  await field.press('End')
  for (let times = 0; times < 4; times += 1) await field.press('Backspace')
  await expect(field).toHaveValue('3271\u20090114\u20090171')
  await field.pressSequentially('OO')
  await expect(field).toHaveValue('3271\u20090114\u20090171\u2009OO')
  await field.press('Control+a')
  await field.press('Control+c')
  const name = page.getByRole('textbox', { name: 'Nama lengkap' }).first()
  await name.fill('')
  await name.press('Control+v')
  await expect(name).toHaveValue('327101140171OO')
})

test('Enter confirms what the machine read and moves on to the next field', async ({ page }) => {
  await open(page)
  const form = page.getByRole('region', { name: 'Permohonan baru' }).first()
  const nik = form.getByRole('textbox', { name: 'NIK' })
  await expect(nik).toHaveAccessibleDescription(/Terbaca mesin/)
  await nik.press('Enter')
  await expect(nik).not.toHaveAccessibleDescription(/Terbaca mesin/)
  await expect(form.getByRole('textbox', { name: 'Nama lengkap' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  const birth = form.getByRole('textbox', { name: 'Tanggal lahir' })
  await expect(birth).toBeFocused()
  await page.keyboard.type('311299')
  await expect(birth).toHaveValue('31-12-99')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('radio', { name: 'Laki-laki' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(form.getByRole('button', { name: /Status perkawinan/ })).toBeFocused()
  await page.keyboard.type('4')
  await expect(form.getByRole('button', { name: /CERAI MATI/ })).toBeFocused()
})

test('the key of a finding answers it while its field has the focus', async ({ page }) => {
  await open(page)
  const form = page.getByRole('region', { name: 'Permohonan baru' }).first()
  const birth = form.getByRole('textbox', { name: 'Tanggal lahir' })
  await birth.focus()
  await birth.press('Alt+p')
  await expect(birth).toHaveValue('14-01-1971')
  await expect(form.getByText('berbeda dari NIK')).toBeHidden()
})

test('a choice is made by typing letters or the code, closed and open', async ({ page }) => {
  await open(page)
  const choice = page
    .getByRole('region', { name: 'Pilihan' })
    .getByRole('button', { name: /Pekerjaan/ })
    .first()
  await choice.focus()
  await page.keyboard.type('pela')
  await expect(choice).toContainText('PELAJAR/MAHASISWA')
  await page.keyboard.press('Space')
  await expect(page.getByRole('listbox', { name: 'Pekerjaan' })).toBeVisible()
  // What is typed without a pause of a second belongs together.
  await pauseIn(page, 1100)
  await page.keyboard.type('88')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox', { name: 'Pekerjaan' })).toBeHidden()
  await expect(choice).toContainText('88')
})

test('letters are keys, except where somebody types', async ({ page }) => {
  await open(page)
  const pressed = page.getByText('Tombol ditekan.')
  const name = page.getByRole('textbox', { name: 'Nama lengkap' }).first()
  await name.focus()
  await page.keyboard.type('r')
  await expect(name).toHaveValue(/R/)
  await expect(pressed).toBeHidden()
  await page.getByRole('button', { name: 'Perbesar' }).first().focus()
  await page.keyboard.press('r')
  await expect(pressed).toBeVisible()
})

test('the list of keys shows what works here; under it the keys rest; Esc gives the focus back', async ({
  page,
}) => {
  await open(page)
  const opener = page.getByRole('button', { name: 'Daftar tombol' })
  await opener.focus()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Tombol di layar ini' })
  await expect(sheet).toContainText('Ajukan ke kecamatan')
  await page.keyboard.press('F10')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await expect(opener).toBeFocused()
  await expect(page.getByText('Tombol ditekan.')).toBeHidden()
  await page.keyboard.press('F10')
  await expect(page.getByText('Tombol ditekan.')).toBeVisible()
})

test('Ctrl+K finds a person and a command, and does it', async ({ page }) => {
  await open(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('fajar')
  const palette = page.getByRole('dialog', { name: 'Cari dan perintah' })
  await expect(palette.getByRole('menuitem').first()).toContainText('Fajar Darmawan')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Fajar Darmawan dibuka.')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('pindai')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Tombol ditekan.')).toBeVisible()
})

test('a notice can be taken back', async ({ page }) => {
  await open(page)
  await page.getByRole('button', { name: 'Beri tahu, dapat diurungkan' }).click()
  await page.getByRole('button', { name: 'Urungkan', exact: true }).click()
  await expect(page.getByText('Keputusan ditarik.')).toBeVisible()
  await expect(page.getByText('Permohonan disetujui.')).toBeHidden()
})

test('a queue of 5000 is walked with the keyboard and keeps only what is in sight', async ({ page }) => {
  await open(page)
  const queue = page.getByRole('listbox', { name: 'Bets Sempur' })
  await queue.focus()
  await page.keyboard.press('End')
  const current = queue.getByRole('option', { selected: true })
  await expect(current).toHaveAttribute('aria-posinset', '5000')
  await expect(current).toBeInViewport()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await expect(current).toHaveAttribute('aria-posinset', '2')
  expect(await queue.getByRole('option').count()).toBeLessThan(40)
  await queue.getByRole('option').nth(3).click()
  await expect(current).toHaveAttribute('aria-posinset', '4')
  await expect(queue).toBeFocused()
})

test('every Tab stop of the page shows where the focus is', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page)
  const without: string[] = []
  for (let stop = 0; stop < 90; stop += 1) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(`(() => {
      const element = document.activeElement
      if (!element || element === document.body) return ''
      const ring = (at) => { const style = getComputedStyle(at); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }
      const around = [element, ...element.parentElement.querySelectorAll('*'), element.parentElement, element.parentElement.parentElement, element.closest('label')]
      return around.some((at) => at && ring(at)) ? '' : element.outerHTML.slice(0, 120)
    })()`)
    if (typeof name === 'string' && name !== '') without.push(name)
  }
  expect(without).toEqual([])
})
