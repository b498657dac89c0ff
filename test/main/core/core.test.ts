import fs from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Core } from '../../../main/core/core.ts'
import { ask, setUpOffice, startCore, testPassword } from '../../support/core.ts'
import { familyForm } from '../../support/family.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { cornerPage } from '../workers/imaging/imaging-samples.ts'

let folder: TempFolder
let core: Core

beforeEach(async () => {
  folder = await makeTempFolder('core')
  core = startCore(folder.path)
})

afterEach(async () => {
  await core.close()
  await folder.remove()
})

const problemOf = async (connection: string, name: string, input: unknown) => {
  const result = await core.call(connection, name, input)
  return result.ok ? undefined : result.problem.code
}

test('an office is set up once, locked, and opened with the password', async () => {
  expect(await ask(core, 'w', 'session.state', {})).toEqual({ stage: 'first-run' })
  expect(await setUpOffice(core, 'w')).toMatch(/^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$/)
  expect(await ask(core, 'w', 'session.state', {})).toMatchObject({ stage: 'signed-in', training: false })
  expect(await ask(core, 'w', 'session.lock', {})).toMatchObject({ stage: 'locked', lastUsername: 'rina' })
  expect(await problemOf('w', 'home.summary', {})).toBe('not-signed-in')
  expect(await problemOf('w', 'session.sign-in', { username: 'rina', password: 'salah sama sekali' })).toBe(
    'sign-in-failed',
  )
  await ask(core, 'w', 'session.sign-in', { username: 'rina', password: testPassword })
  expect(await ask(core, 'w', 'home.summary', {})).toMatchObject({ submittedToday: 0 })
})

test('another connection is another session', async () => {
  await setUpOffice(core, 'w')
  expect(await problemOf('other', 'home.summary', {})).toBe('not-signed-in')
})

test('a role may make its own calls and no others', async () => {
  await setUpOffice(core, 'w')
  for (const [username, roles] of [
    ['budi', ['petugas']],
    ['sari', ['verifikator']],
  ] as const) {
    await ask(core, 'w', 'accounts.create', {
      username,
      name: username,
      roles: [...roles],
      password: testPassword,
    })
    await ask(core, username, 'session.sign-in', { username, password: testPassword })
  }
  expect(await problemOf('budi', 'verification.queue', {})).toBe('role-missing')
  expect(await problemOf('budi', 'accounts.list', {})).toBe('role-missing')
  expect(await problemOf('sari', 'applications.create', { kind: 'pendaftaran' })).toBe('role-missing')
  expect(await problemOf('sari', 'verification.queue', {})).toBeUndefined()
})

test('roles taken away hold at once', async () => {
  await setUpOffice(core, 'w')
  const { id } = await ask(core, 'w', 'accounts.create', {
    username: 'budi',
    name: 'Budi',
    roles: ['petugas'],
    password: testPassword,
  })
  await ask(core, 'b', 'session.sign-in', { username: 'budi', password: testPassword })
  await ask(core, 'w', 'accounts.change', { id, name: 'Budi', roles: ['petugas'], active: false })
  expect(await problemOf('b', 'home.summary', {})).toBe('not-signed-in')
  expect(await problemOf('b', 'session.sign-in', { username: 'budi', password: testPassword })).toBe(
    'sign-in-failed',
  )
})

test('every look at a record is in the access log, and a malformed call changes nothing', async () => {
  await setUpOffice(core, 'w')
  const { id } = await ask(core, 'w', 'applications.create', { kind: 'pendaftaran' })
  await ask(core, 'w', 'applications.get', { id })
  await ask(core, 'w', 'applications.search', { text: 'wira' })
  const lines = await ask(core, 'w', 'journal.access', { before: null })
  expect(lines.map(({ action, subject }) => [action, subject])).toEqual([
    ['search', ''],
    ['view', id],
  ])
  for (const input of [undefined, null, 'x', { id: 1 }, { id: "' OR 1=1" }]) {
    expect(await problemOf('w', 'applications.get', input)).toBe('input-malformed')
  }
  expect(await problemOf('w', '__proto__', {})).toBe('input-malformed')
})

test('a page is shown to who is signed in, and the look at it is logged', async () => {
  await setUpOffice(core, 'w')
  const { id } = await ask(core, 'w', 'applications.create', { kind: 'pendaftaran' })
  const picture = await cornerPage()
  const { added, preview } = await ask(core, 'w', 'pages.add', {
    applicationId: id,
    bytes: new Uint8Array(picture),
    document: 'kk',
  })
  const page = added[0]?.id ?? ''
  const looks = async () =>
    (await ask(core, 'w', 'journal.access', { before: null })).filter(({ action }) => action === 'scan')
  expect(await looks(), 'its picture came with it').toMatchObject([{ subject: id }])
  const scan = await core.readScan('w', page, 'page')
  expect(scan?.mediaType).toBe('image/jpeg')
  const [stored, shown] = [await sharp(scan?.bytes).metadata(), await sharp(preview ?? undefined).metadata()]
  expect([shown.format, shown.width * 2 >= stored.width, shown.width / shown.height]).toEqual([
    'jpeg',
    true,
    expect.closeTo(stored.width / stored.height, 2),
  ])
  expect((await core.readScan('w', page, 'thumbnail'))?.mediaType).toBe('image/webp')
  expect(await core.readScan('stranger', page, 'page')).toBeUndefined()
  expect(await core.readScan('w', 'no such page', 'page')).toBeUndefined()
  expect(await looks(), 'a thumbnail is no look').toMatchObject([{ subject: id }, { subject: id }])
})

test('a draft outlives the process', async () => {
  await setUpOffice(core, 'w')
  const { id, revision, kind } = await ask(core, 'w', 'applications.create', { kind: 'pendaftaran' })
  const form = familyForm(1, { address: 'JL. BELUM SELESAI DI' })
  await ask(core, 'w', 'applications.save', { id, revision, kind, form })
  await core.close()
  core = startCore(folder.path)
  await ask(core, 'w', 'session.sign-in', { username: 'rina', password: testPassword })
  expect((await ask(core, 'w', 'applications.get', { id })).form).toEqual(form)
})

test('what nobody foresaw has a number, and the log holds the number but no person', async () => {
  await setUpOffice(core, 'w')
  const { id, revision, kind } = await ask(core, 'w', 'applications.create', { kind: 'pendaftaran' })
  await ask(core, 'w', 'applications.save', { id, revision, kind, form: familyForm(1) })
  const nothing = '01a00000-0000-7000-8000-000000000000'
  const result = await core.call('w', 'accounts.set-password', { id: nothing, newPassword: testPassword })
  if (result.ok || result.problem.code !== 'unexpected')
    throw new Error('an account that is not there was found')
  const log = await fs.readFile(path.join(folder.path, 'log', 'loket.log'), 'utf8')
  expect(log).toContain(`"number":"${result.problem.data.number}"`)
  for (const person of ['WIRA', 'SEKAR', '3271031703', 'JL. SEMPUR']) expect(log).not.toContain(person)
})

test('events say what to ask for again', async () => {
  const events: string[] = []
  core.onEvent((event) => events.push(event))
  await setUpOffice(core, 'w')
  await ask(core, 'w', 'applications.create', { kind: 'bayi' })
  expect(events).toContain('applications')
})
