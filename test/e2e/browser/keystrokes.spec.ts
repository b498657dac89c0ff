import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { inventFamilies } from '../../../main/specimens/invent-families.ts'
import type { SpecimenFamily } from '../../../main/specimens/specimen-family.ts'
import { specimenDrawings } from '../../../main/workers/specimens/messages.ts'
import { renderSpecimen } from '../../../main/workers/specimens/render-specimen.ts'
import { type FieldPath, parseFieldPath } from '../../../shared/field-path.ts'
import { defaultScanningSettings } from '../../../shared/scanning.ts'
import { ask, startCore } from '../../support/core.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { expectAccessible } from '../accessible.ts'
import { pauseIn } from '../keyboard.ts'
import { type OpenHost, openHost } from '../open-host.ts'
import { type Clerk, createClerk, type Effort, focusedPlace, valueAt } from './clerk.ts'

/**
 * A family of four registered from two files that are already in the watched folder, against the same family
 * typed. Both clerks do what the screen asks for and nothing else; what they press and look at is counted.
 */
const office = { code: '3271031006', name: 'Kelurahan Sempur' }
const password = 'rahasia petugas uji'
const family = familyOfFour()

/**
 * A family in under 90 seconds of the clerk's own time, hands on the keyboard, nothing typed that the scan
 * says.
 */
const mostKeys = 40
const mostSeconds = 90

let folder: TempFolder
let host: OpenHost
let page: Page

test.beforeEach(async () => {
  folder = await makeTempFolder('keystrokes')
  const watched = path.join(folder.path, 'pindaian')
  await fs.mkdir(watched)
  for (const [index, drawing] of specimenDrawings(family).slice(0, 2).entries()) {
    await fs.writeFile(path.join(watched, `scan-${index + 1}.jpg`), await renderSpecimen(drawing))
  }
  const data = path.join(folder.path, 'kantor')
  await prepareOffice(data, watched)
  host = await openHost('chromium', data)
  page = host.page
  await signIn()
})

test.afterEach(async () => {
  await host?.close()
  await folder?.remove()
})

function familyOfFour(): SpecimenFamily {
  const families = inventFamilies({ seed: 'ketukan', count: 60, office })
  const found = families.find(
    ({ form }) => form.members.length === 4 && form.members.every(({ nik }) => nik !== ''),
  )
  if (!found) throw new Error('no family of four among sixty')
  return found
}

async function prepareOffice(data: string, watched: string): Promise<void> {
  const core = startCore(data)
  const administrator = {
    username: 'petugas',
    name: 'Rahma Uji',
    password,
    roles: ['petugas', 'admin'] as const,
  }
  await ask(core, 'admin', 'session.set-up', {
    office,
    centre: null,
    administrator: { ...administrator, roles: [...administrator.roles] },
  })
  await ask(core, 'admin', 'scanning.change-settings', {
    ...defaultScanningSettings,
    folder: { path: watched, afterwards: 'move' },
  })
  await core.close()
}

async function signIn(): Promise<void> {
  await page.getByLabel('Nama pengguna').fill('petugas')
  await page.getByLabel('Kata sandi').first().fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Rahma ·').first()).toBeVisible()
}

async function begin(clerk: Clerk): Promise<void> {
  await clerk.press('F2')
  await expect(page.getByText('Pendaftaran').first()).toBeVisible()
  await clerk.press('1')
  await expect(page.getByText('Belum ada berkas')).toBeVisible()
}

/** Has the files that wait become pages, as they are in the watched folder. */
async function takeFiles(clerk: Clerk): Promise<void> {
  await clerk.wait(expect(page.getByText('2 berkas menunggu')).toBeVisible())
  await clerk.press('Alt+a')
  await clerk.wait(expect(page.getByText('Berkas KTP')).toBeHidden())
}

async function submit(clerk: Clerk): Promise<void> {
  await expect(page.getByText('Lengkap, siap diajukan.')).toBeVisible()
  await clerk.press('F10')
  await clerk.wait(expect(page.getByText(/3271031006-\w{3}-\d\d-00001/).first()).toBeVisible())
}

function tell(what: string, { keys, looks, seconds, waited }: Effort): void {
  const times = `${seconds.toFixed(0)} s of the clerk, ${waited.toFixed(0)} s of the computer`
  console.log(`${what}: ${keys} keys, ${looks} values looked at, ${times}`)
}

test('a family of four from two files: what is read is looked at, not typed', async () => {
  const clerk = createClerk(page, family.form)
  await begin(clerk)
  await takeFiles(clerk)
  await clerk.wait(expect(page.getByText('isian menunggu pemeriksaan')).toBeVisible())
  await clerk.wait(expect(page.getByText(/^Membaca/)).toBeHidden())
  await expect(page.getByText('4 orang')).toBeVisible()
  // Nothing that appeared within the blink before a key is confirmed by it.
  await pauseIn(page, 500)
  await page.screenshot({ path: 'screenshots/chromium-read.png' })
  await clerk.press('F7')
  for (let turn = 0; turn < 80 && !(await isComplete()); turn++) {
    await pauseIn(page, 100)
    const place = await focusedPlace(page)
    if (parseFieldPath(place).field === 'confirm-group') await compare(clerk, place)
    else await attend(clerk, place)
  }
  await page.screenshot({ path: 'screenshots/chromium-confirmed.png' })
  await submit(clerk)
  const effort = clerk.effort()
  tell('read from two files', effort)
  expect(effort.keys).toBeLessThan(mostKeys)
  expect(effort.seconds).toBeLessThan(mostSeconds)
})

const isComplete = (): Promise<boolean> => page.getByText('Lengkap, siap diajukan.').isVisible()

/** Looks at what was surely read of a member: one Enter where all of it is right, else to what is not. */
async function compare(clerk: Clerk, place: FieldPath): Promise<void> {
  const look = page.locator(`[data-field="${place}"]`)
  await expect(look).toBeInViewport()
  await expectAccessible(page)
  await page.screenshot({
    path: `screenshots/chromium-look-${parseFieldPath(place).memberId ?? 'family'}.png`,
  })
  const places = await look
    .locator('dl > div')
    .evaluateAll((values) => values.map((value) => value.getAttribute('data-value-of') ?? ''))
  clerk.look(places.length)
  for (const compared of places) {
    const truth = await clerk.truthAt(compared)
    if ((await valueAt(page, compared)) === truth) continue
    while ((await focusedPlace(page)) !== compared) await clerk.press('Tab')
    await clerk.correct(compared)
    await clerk.press('F7')
    return
  }
  await clerk.press('Enter')
}

/** Looks at the one value that has the focus, types it where it is not right, and goes on. */
async function attend(clerk: Clerk, place: FieldPath): Promise<void> {
  clerk.look()
  if ((await valueAt(page, place)) !== (await clerk.truthAt(place))) await clerk.correct(place)
  await clerk.press('Enter')
}

test('the same family typed', async () => {
  const clerk = createClerk(page, family.form)
  await begin(clerk)
  const members = family.form.members.length
  await expect(page.locator('[data-field="family.noKk"] input')).toBeFocused()
  let last = ''
  for (let turn = 0; turn < 120; turn++) {
    const place = await focusedPlace(page)
    if (place === 'family.members') {
      if ((await page.locator('[data-field$=".row"]').count()) === members) break
      await clerk.press('Enter')
    } else if (place === last) throw new Error(`Enter does not lead on from ${place}`)
    else await attend(clerk, place)
    last = place
    await pauseIn(page, 30)
  }
  await takeFiles(clerk)
  await clerk.wait(expect(page.getByText(/^Membaca/)).toBeHidden())
  await submit(clerk)
  const effort = clerk.effort()
  tell('typed', effort)
  expect(effort.keys).toBeGreaterThan(mostKeys)
})
