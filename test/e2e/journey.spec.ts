import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { createAccounts } from '../../main/accounts/accounts.ts'
import { inventFamilies } from '../../main/specimens/invent-families.ts'
import type { SpecimenFamily } from '../../main/specimens/specimen-family.ts'
import { systemClock } from '../../main/store/clock.ts'
import { specimenDrawings } from '../../main/workers/specimens/messages.ts'
import { renderSpecimen } from '../../main/workers/specimens/render-specimen.ts'
import { familyLabels, memberLabels } from '../../renderer/intake/draft/field-labels.ts'
import { type Centre, startCentre } from '../support/centre.ts'
import { compareWithCentre } from '../support/compare-with-centre.ts'
import { ask, startCore } from '../support/core.ts'
import { fileSignatures } from '../support/file-signatures.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'
import { expectAccessible } from './accessible.ts'
import { pauseIn, tabTo, tabToText } from './keyboard.ts'
import { type OpenHost, openHost } from './open-host.ts'

/**
 * The main job by keyboard alone, on the built application and a real centre: a family registered from
 * picture files, returned, corrected, approved, and in the central MariaDB. One office, in this order.
 */
test.describe.configure({ mode: 'serial' })

const passwords = {
  admin: 'rahasia admin uji',
  petugas: 'rahasia petugas uji',
  verifikator: 'rahasia verifikator uji',
}
const office = { code: '3271031006', name: 'Kelurahan Sempur' }

let folder: TempFolder
let centre: Centre
let host: OpenHost
let page: Page
let family: SpecimenFamily
let pictures: string[]
let temporary: string | undefined

test.beforeAll(async ({ browserName: _ }, { project }) => {
  folder = await makeTempFolder('journey')
  centre = await startCentre(office.code)
  family = smallFamily()
  pictures = await drawCards(family)
  await prepareOffice()
  // What any of our processes writes for a moment lies where the last test looks.
  temporary = process.env.TMPDIR
  process.env.TMPDIR = path.join(folder.path, 'tmp')
  await fs.mkdir(process.env.TMPDIR)
  host = await openHost(project.name, folder.path)
  page = host.page
})

test.afterAll(async () => {
  if (temporary === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = temporary
  await host?.close()
  await centre?.[Symbol.asyncDispose]()
  await folder?.remove()
})

/** Two people are enough to type. */
function smallFamily(): SpecimenFamily {
  const families = inventFamilies({ seed: 'perjalanan', count: 40, office })
  const found = families.find(
    ({ form }) => form.members.length === 2 && form.members.every(({ nik }) => nik !== ''),
  )
  if (!found) throw new Error('no family of two among forty')
  return found
}

async function drawCards(of: SpecimenFamily): Promise<string[]> {
  const files: string[] = []
  for (const [index, drawing] of specimenDrawings(of).slice(0, 2).entries()) {
    const file = path.join(folder.path, `halaman-${index + 1}.jpg`)
    await fs.writeFile(file, await renderSpecimen(drawing))
    files.push(file)
  }
  return files
}

async function prepareOffice(): Promise<void> {
  const core = startCore(folder.path)
  await ask(core, 'admin', 'session.set-up', {
    office,
    centre: centre.settings,
    administrator: { username: 'admin', name: 'Admin Uji', password: passwords.admin, roles: ['admin'] },
  })
  for (const role of ['petugas', 'verifikator'] as const) {
    const account = { username: role, name: `Uji ${role}`, roles: [role], password: passwords[role] }
    await ask(core, 'admin', 'accounts.create', account)
  }
  await core.close()
}

async function signIn(role: 'petugas' | 'verifikator'): Promise<void> {
  await expect(page.getByRole('button', { name: /^Masuk/ })).toBeVisible()
  await tabTo(page, 'Nama pengguna')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(role)
  await tabTo(page, 'Kata sandi')
  await page.keyboard.type(passwords[role])
  await page.keyboard.press('Enter')
  await expect(page.getByText(`Uji · ${role}`).first()).toBeVisible()
}

async function lock(): Promise<void> {
  await page.keyboard.press('Control+l')
}

/** Kept out of git; looked at by people. */
async function photograph(name: string): Promise<void> {
  await page.screenshot({ path: `screenshots/${test.info().project.name}-${name}.png` })
}

test('a clerk registers a family from picture files and submits it', async () => {
  await signIn('petugas')
  await expectAccessible(page)
  await photograph('home')
  await page.keyboard.press('F2')
  await expect(page.getByText('Pendaftaran').first()).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByText('Belum ada berkas')).toBeVisible()
  await typeFamily()
  await expectWholeNumbers()

  await expect(page.getByRole('button', { name: 'Berkas', exact: true })).toBeVisible()
  // Listens before the key is pressed: Playwright takes the system's dialog away only while somebody does.
  const chosen = page.waitForEvent('filechooser')
  await pauseIn(page, 500)
  await page.keyboard.press('Control+o')
  const chooser = await chosen
  await chooser.setFiles(pictures)
  await expect(page.getByText('Berkas KTP')).toBeHidden()

  // What is read of the cards says the same, so nothing asks for the clerk again.
  await expect(page.getByText(/^Membaca/)).toBeHidden()
  await expect(page.getByText(/^Tersimpan/)).toBeVisible()
  await expectAccessible(page)
  await photograph('intake')
  await page.keyboard.press('F10')
  await expect(page.getByText(/3271031006-\w{3}-\d\d-00001/).first()).toBeVisible()
  await photograph('submitted')
})

async function typeFamily(): Promise<void> {
  for (const field of ['noKk', 'headName', 'address', 'rt', 'rw', 'postalCode', 'phone'] as const) {
    await tabTo(page, familyLabels[field])
    await page.keyboard.type(family.form.family[field])
  }
  for (const member of family.form.members) {
    await page.keyboard.press('Alt+t')
    const { id: _, proposed: __, ...fields } = member
    for (const field of Object.keys(memberLabels)) {
      if (!isFieldOf(fields, field) || fields[field] === '') continue
      await tabTo(page, memberLabels[field])
      await page.keyboard.type(fields[field])
    }
  }
}

/** In the smallest window that is meant to be worked in, every digit of a number is in sight. */
async function expectWholeNumbers(): Promise<void> {
  await page.setViewportSize({ width: 1024, height: 700 })
  const widths = await page.evaluate(`[...document.querySelectorAll('input[inputmode=numeric]')]
    .filter(({ value }) => value.length === 19)
    .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)`)
  expect(widths).toEqual([0, 0])
  await page.setViewportSize({ width: 1366, height: 768 })
}

function isFieldOf<Fields extends object>(
  fields: Fields,
  name: string,
): name is Extract<keyof Fields, string> {
  return Object.hasOwn(fields, name)
}

test('a verifier returns it with a reason, and signs with the password', async () => {
  await lock()
  await signIn('verifikator')
  await expect(page.getByRole('button', { name: /^Mulai verifikasi/ })).toBeVisible()
  await page.keyboard.press('v')
  await expect(page.getByRole('button', { name: /^Setuju/ })).toBeVisible()
  await expectAccessible(page)
  await photograph('verification')
  await page.keyboard.press('k')
  const reason = page.getByLabel(/^Alasan kembalikan/).and(page.locator(':focus'))
  await expect(reason).toBeVisible()
  await page.keyboard.type('Telepon keluarga belum diisi')
  await expect(reason).toHaveValue('Telepon keluarga belum diisi')
  await page.keyboard.press('Enter')
  await photograph('decided')
  await sign()
})

async function sign(): Promise<void> {
  await page.keyboard.press('F10')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.type(passwords.verifikator)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('Enter')
}

test('the clerk finds the reason and submits it again without typing it anew', async () => {
  await lock()
  await signIn('petugas')
  await photograph('returned')
  await expect(page.getByText('Telepon keluarga belum diisi').first()).toBeVisible()
  await tabToText(page, familyLine())
  await page.keyboard.press('Enter')
  await expect(page.getByText('Telepon keluarga belum diisi').first()).toBeVisible()
  await tabTo(page, familyLabels.phone)
  await page.keyboard.type('0812')
  await page.keyboard.press('F10')
  await expect(page.getByText(/3271031006-\w{3}-\d\d-00001/).first()).toBeVisible()
})

const familyLine = (): string => family.form.family.headName

test('approved and signed, it reaches the centre whole', async () => {
  await lock()
  await signIn('verifikator')
  await expect(page.getByRole('button', { name: /^Mulai verifikasi/ })).toBeVisible()
  await page.keyboard.press('v')
  await expect(page.getByRole('button', { name: /^Setuju/ })).toBeVisible()
  // A key pressed within the blink in which a case appears was meant for the one before.
  await pauseIn(page, 500)
  await page.keyboard.press('s')
  await expect(page.getByRole('button', { name: /^Tandatangani 1/ })).toBeVisible()
  await sign()
  await expect
    .poll(async () => (await centre.rows('SELECT id FROM applications WHERE complete_at IS NOT NULL')).length)
    .toBe(1)
  await photograph('delivered')
})

test('what is at the centre is what was typed, and no file holds a name, a NIK or a picture', async () => {
  await host.close()
  for (const file of pictures) await fs.rm(file)
  const secrets = [
    ...family.form.members.flatMap(({ nik, name }) => [nik, name]),
    family.form.family.noKk,
    family.form.family.address,
  ].map((text) => Buffer.from(text))
  for (const file of await fs.readdir(folder.path, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const bytes = await fs.readFile(path.join(file.parentPath, file.name))
    for (const secret of secrets) expect(bytes.includes(secret), `${file.name} holds a person`).toBe(false)
    // Chromium's own files hold its own pictures.
    if (!/chromium/.test(path.relative(folder.path, file.parentPath))) {
      for (const mark of fileSignatures)
        expect(bytes.includes(mark), `${file.name} holds a picture`).toBe(false)
    }
  }

  const accounts = createAccounts({ folder: folder.path, clock: systemClock })
  const { store } = await accounts.signIn('admin', passwords.admin)
  const comparison = await compareWithCentre(store, centre.administrator.connection)
  await accounts.close()
  expect(comparison).toMatchObject({ records: 1, scans: 2, mismatches: [] })
})
