import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { createAccounts } from '../../main/accounts/accounts.ts'
import { initOffice, seedOffice, syncOnce } from '../../main/cli/office-tasks.ts'
import { systemClock } from '../../main/store/clock.ts'
import { ApplicationRecord } from '../../shared/record.ts'
import { type CorrectingOffice, openCorrectingOffice } from '../main/corrections/correcting-office.ts'
import { approvedRecord } from '../support/approved.ts'
import { type Centre, startCentre } from '../support/centre.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'
import { expectAccessible } from './accessible.ts'
import { tabTo } from './keyboard.ts'
import { type OpenHost, openHost } from './open-host.ts'

/**
 * Two offices propose one person: the centre finds it, both sides see it, one key and a reason settle it; and
 * an approved application is corrected. By keyboard, on the built application and a real centre.
 */
test.describe.configure({ mode: 'serial' })

const office = { code: '3271031006', name: 'Kelurahan Sempur' }
const neighbourOffice = { code: '3271031007', name: 'Kelurahan Babakan' }
const password = 'rahasia admin uji'

let folder: TempFolder
let centre: Centre
let neighbour: CorrectingOffice
let host: OpenHost
let page: Page
let record: ApplicationRecord

test.beforeAll(async ({ browserName: _ }, { project }) => {
  folder = await makeTempFolder('conflict')
  centre = await startCentre(office.code)
  neighbour = await openCorrectingOffice(await centre.add(neighbourOffice.code), neighbourOffice)
  const credentials = { folder: folder.path, username: 'admin', password }
  const settings = path.join(folder.path, 'centre.json')
  await fs.writeFile(settings, JSON.stringify(centre.settings))
  await initOffice(credentials, office.code, office.name, settings)
  await seedOffice(credentials, 1, true)
  await syncOnce(credentials)
  record = await approvedHere()
  await proposeElsewhere()
  host = await openHost(project.name, folder.path)
  page = host.page
})

test.afterAll(async () => {
  await host?.close()
  await neighbour?.[Symbol.asyncDispose]()
  await centre?.[Symbol.asyncDispose]()
  await folder?.remove()
})

async function approvedHere(): Promise<ApplicationRecord> {
  const [row] = await centre.rows('SELECT payload FROM operations LIMIT 1')
  return ApplicationRecord.parse(JSON.parse(String(row?.payload)))
}

/** The neighbour approves a family of its own with the same person in it. */
async function proposeElsewhere(): Promise<void> {
  const shared = sharedPerson()
  const theirs = approvedRecord(900)
  const [head, ...others] = theirs.members
  if (head === undefined) throw new Error('a family of four')
  neighbour.counter.journal.queue({
    ...theirs,
    family: { ...theirs.family, village: neighbourOffice.code },
    members: [{ ...head, nik: shared.nik, name: shared.name, birthPlace: 'JAKARTA' }, ...others],
  })
  await neighbour.sync.runOnce()
}

function sharedPerson(): ApplicationRecord['members'][number] {
  const found = record.members.find((member) => member.proposed && member.nik !== null)
  if (found === undefined) throw new Error('a person with a NIK')
  return found
}

async function photograph(name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.screenshot({ path: `screenshots/${test.info().project.name}-${name}-${scheme}.png` })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

test('the verifier sees both sides and settles by one key and a reason', async () => {
  await expect(page.getByRole('button', { name: /^Masuk/ })).toBeVisible()
  await tabTo(page, 'Nama pengguna')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('admin')
  await tabTo(page, 'Kata sandi')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  // What the centre has found counts in the rail.
  await expect(page.getByRole('button', { name: '1 Sinkronisasi' })).toBeVisible()

  await page.keyboard.press('Alt+4')
  await expect(page.getByRole('tab', { name: /^NIK ganda/, selected: true })).toBeVisible()
  const sides = page.getByRole('table')
  await expect(sides).toContainText('JAKARTA')
  await expect(sides).toContainText(sharedPerson().name)
  await expectAccessible(page)
  await photograph('conflict')

  await page.keyboard.press('c')
  await expect(page.getByLabel(/^Alasan/).and(page.locator(':focus'))).toBeVisible()
  await expectAccessible(page)
  await photograph('conflict-answer')
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  // The centre says that ours came first, and only then it holds here.
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Diselesaikan di sini')).toBeVisible()
  await photograph('conflict-settled')
  const [person] = await centre.rows('SELECT proposed FROM people WHERE id = ?', [sharedPerson().id])
  expect(person).toEqual({ proposed: 0 })
  await neighbour.sync.runOnce()
  expect(neighbour.corrections.conflicts()).toMatchObject([
    { settlement: { ours: false, type: 'withdrawal', reason: 'Sudah terdaftar di kelurahan lain.' } },
  ])
})

test('an approved application is corrected, and says so', async () => {
  await page.keyboard.press('Alt+2')
  await page.getByRole('link', { name: record.family.headName }).first().click()
  await expect(page.getByText('Setelah disetujui')).toBeVisible()
  await expect(page.getByText(/^Usulan .* dicabut$/)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Alt+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type('3271031002159944')
  await tabTo(page, 'Alasan')
  await page.keyboard.press('2')
  await expectAccessible(page)
  await photograph('correction')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/No\. KK dibetulkan: .* menjadi 3271\s0310\s0215\s9944/)).toBeVisible()
  await expect(page.getByLabel('No. KK')).toHaveValue(/0310.0215.9944$/)
  await expectAccessible(page)
  await photograph('corrected')
  await expect
    .poll(
      async () => (await centre.rows('SELECT no_kk FROM families WHERE application_id = ?', [record.id]))[0],
    )
    .toEqual({ no_kk: '3271031002159944' })
})

test('what has left says what it is, and the history what each synchronisation moved', async () => {
  await page.keyboard.press('Alt+4')
  await page.getByRole('tab', { name: /^Sudah di pusat/ }).click()
  const records = page.getByRole('table')
  for (const kind of ['Permohonan', 'Pencabutan', 'Pembetulan No. KK']) {
    await expect(records.getByRole('cell', { name: kind, exact: true })).toHaveCount(1)
  }
  await photograph('delivered')
  await page.getByRole('tab', { name: 'Riwayat' }).click()
  const runs = page.getByRole('table')
  // The first, by the command, took the application and its scans.
  await expect(runs.getByRole('row').last()).toContainText('Tuntas.')
  await expect(runs.getByRole('row').last()).toContainText('kB')
  await expectAccessible(page)
  await photograph('history')
})

test('the verifier of the store is who did it', async () => {
  await host.close()
  const accounts = createAccounts({ folder: folder.path, clock: systemClock, nativeBinding: undefined })
  try {
    const { store } = await accounts.signIn('admin', password)
    const actions = store
      .prepare<[], string>("SELECT action FROM audit WHERE action LIKE 'corrections.%' ORDER BY sequence")
      .pluck()
      .all()
    expect(actions).toEqual([
      'corrections.conflict',
      'corrections.settle',
      'corrections.settled',
      'corrections.no-kk-correction',
    ])
  } finally {
    await accounts.close()
  }
})
