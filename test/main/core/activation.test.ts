import { afterAll, beforeAll, expect, test } from 'vitest'
import { publishRevocation } from '../../../main/central/directory.ts'
import { revokeOffice } from '../../../main/central/offices.ts'
import type { Core } from '../../../main/core/core.ts'
import { revokeKeys } from '../../../main/identity/directory-key.ts'
import type { IssuedActivation } from '../../../main/identity/issue-activation.ts'
import { type Issuer, openIssuer } from '../../support/activate.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { ask, startCore, testPassword } from '../../support/core.ts'
import { freePort } from '../../support/free-port.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { until } from '../sync/office.ts'

/** An office from its activation file to its revocation and back, over a real centre. */

const sempur = { code: '3271031006', name: 'Kelurahan Sempur' }
const tegallega = { code: '3271031009', name: 'Kelurahan Tegallega' }
const administrator = {
  username: 'rina',
  name: 'Rina Wulandari',
  password: testPassword,
  roles: ['petugas' as const, 'verifikator' as const],
}

let centre: Centre
let issuer: Issuer
let folder: TempFolder
let core: Core

beforeAll(async () => {
  centre = await startCentre('3271031007')
  issuer = await openIssuer(centre)
  folder = await makeTempFolder('activation')
  core = startCore(folder.path)
})
afterAll(async () => {
  await core.close()
  await centre[Symbol.asyncDispose]()
  await folder.remove()
})

const fileOf = ({ file, passphrase }: IssuedActivation) => ({ file, passphrase })

const entries = () =>
  centre.rows(
    `SELECT office_code AS office, kind, key_number AS number FROM directory_statements ORDER BY position`,
  )

test('setting up from an activation file enters the keys into the directory at once', async () => {
  const issued = await issuer.issue(sempur)
  expect(await ask(core, 'w', 'activation.read', fileOf(issued))).toMatchObject({
    office: sempur,
    keyNumber: 1,
  })
  const setUp = { ...fileOf(issued), code: issued.administratorCode, administrator }
  await expect(ask(core, 'w', 'activation.set-up', { ...setUp, code: 'AAAA-AAAA' })).rejects.toThrow(
    'activation-code-wrong',
  )
  await expect(ask(core, 'w', 'activation.set-up', { ...setUp, passphrase: 'salah' })).rejects.toThrow(
    'activation-passphrase-wrong',
  )
  expect(await ask(core, 'w', 'session.state', {})).toEqual({ stage: 'first-run' })

  const { recoveryKey, state } = await ask(core, 'w', 'activation.set-up', setUp)
  expect(recoveryKey).toMatch(/^\w{5}(-\w{5}){7}$/)
  expect(state).toMatchObject({
    stage: 'signed-in',
    office: sempur,
    user: { roles: expect.arrayContaining(['admin']) },
  })
  await until(async () => (await ask(core, 'w', 'office.get', {})).keys?.isEntered === true)
  expect(await entries()).toEqual([{ office: sempur.code, kind: 'entry', number: 1 }])
  expect(await ask(core, 'w', 'office.get', {})).toMatchObject({
    keys: { number: 1, isEntered: true },
    centre: { user: `loket_${sempur.code}` },
  })
})

test('an activation file used on a second computer enters no keys and reports it', async () => {
  const issued = await issuer.issue(tegallega)
  const setUp = { ...fileOf(issued), code: issued.administratorCode, administrator }
  await using one = await makeTempFolder('one')
  await using other = await makeTempFolder('other')
  const [first, second] = [startCore(one.path), startCore(other.path)]
  try {
    await ask(first, 'w', 'activation.set-up', setUp)
    await until(async () => (await ask(first, 'w', 'office.get', {})).keys?.isEntered === true)
    await ask(second, 'w', 'activation.set-up', setUp)
    await until(async () => (await ask(second, 'w', 'sync.status', {})).connection === 'refused')
    expect((await ask(second, 'w', 'sync.status', {})).problem?.code).toBe('activation-used')
    // The first one goes on, and knows its neighbour's keys by now.
    await until(async () => (await ask(first, 'w', 'sync.now', {})).connection === 'idle')
  } finally {
    await first.close()
    await second.close()
  }
})

test('enters the keys later when the centre cannot be reached', async () => {
  const office = { code: '3271031010', name: 'Kelurahan Babakanpasar' }
  const port = await freePort()
  const issued = await issuer.issue(office, { port })
  const again = await makeTempFolder('later')
  const later = startCore(again.path)
  try {
    await ask(later, 'w', 'activation.set-up', {
      ...fileOf(issued),
      code: issued.administratorCode,
      administrator,
    })
    await until(async () => (await ask(later, 'w', 'sync.status', {})).connection === 'offline')
    expect((await ask(later, 'w', 'office.get', {})).keys).toEqual({ number: 1, isEntered: false })
    const { centre: settings } = await ask(later, 'w', 'office.get', {})
    if (!settings) throw new Error('no centre')
    await ask(later, 'w', 'office.change-centre', {
      ...settings,
      port: centre.server.port,
      password: null,
    })
    await until(async () => (await ask(later, 'w', 'office.get', {})).keys?.isEntered === true)
  } finally {
    await later.close()
    await again.remove()
  }
})

test('a revoked office locks: nobody is signed in, nothing is sent, only a new activation file opens it', async () => {
  const issued = await issuer.issue(sempur)
  await ask(core, 'w', 'activation.renew', fileOf(issued))
  await until(async () => (await ask(core, 'w', 'office.get', {})).keys?.isEntered === true)
  expect((await ask(core, 'w', 'office.get', {})).keys?.number).toBe(2)

  await revokeOffice(centre.administrator, sempur.code)
  const revocation = { office: sempur.code, upTo: 2, at: new Date().toISOString() }
  await publishRevocation(centre.administrator, revokeKeys(issuer.directoryKey, revocation))
  const events: string[] = []
  const stop = core.onEvent((event) => events.push(event))
  await ask(core, 'w', 'sync.now', {})
  await until(async () => (await ask(core, 'w', 'session.state', {})).stage === 'locked')
  stop()
  expect(events).toContain('session')
  expect(await ask(core, 'w', 'session.state', {})).toMatchObject({
    stage: 'locked',
    revokedAt: expect.stringMatching(/Z$/),
  })

  // Neither the right password nor a new start of the program opens it.
  const signIn = { username: 'rina', password: testPassword }
  await expect(ask(core, 'w', 'session.sign-in', signIn)).rejects.toThrow('office-revoked')
  await core.close()
  core = startCore(folder.path)
  expect(await ask(core, 'w', 'session.state', {})).toMatchObject({ revokedAt: expect.any(String) })
  await expect(ask(core, 'w', 'session.sign-in', signIn)).rejects.toThrow('office-revoked')
  await expect(ask(core, 'w', 'office.get', {})).rejects.toThrow('not-signed-in')

  // Nor the file of before, or another office's.
  const old = { ...fileOf(issued), ...signIn }
  await expect(ask(core, 'w', 'activation.reopen', old)).rejects.toThrow('enrolment-refused')
  const foreign = await issuer.issue({ code: '3271031011', name: 'Kelurahan Panaragan' })
  await expect(ask(core, 'w', 'activation.reopen', { ...fileOf(foreign), ...signIn })).rejects.toThrow(
    'enrolment-refused',
  )
  expect(await ask(core, 'w', 'session.state', {})).toMatchObject({ revokedAt: expect.any(String) })

  const renewed = await issuer.issue(sempur)
  expect(await ask(core, 'w', 'activation.reopen', { ...fileOf(renewed), ...signIn })).toMatchObject({
    stage: 'signed-in',
    user: { username: 'rina' },
  })
  await until(async () => (await ask(core, 'w', 'office.get', {})).keys?.isEntered === true)
  expect((await entries()).filter(({ office }) => office === sempur.code)).toEqual([
    { office: sempur.code, kind: 'entry', number: 1 },
    { office: sempur.code, kind: 'entry', number: 2 },
    { office: sempur.code, kind: 'revocation', number: 2 },
    { office: sempur.code, kind: 'entry', number: 3 },
  ])
  await ask(core, 'w', 'session.lock', {})
  expect(await ask(core, 'w', 'session.sign-in', signIn)).toMatchObject({ stage: 'signed-in' })
})
