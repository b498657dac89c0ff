import { scrypt } from 'node:crypto'
import fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Accounts, createAccounts } from '../../../main/accounts/accounts.ts'
import { findBrokenLink, latestAudit } from '../../../main/journal/audit-chain.ts'
import { getOffice } from '../../../main/store/office.ts'
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

// Watched, not replaced: how much work a password costs can be told without a clock.
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>()
  return { ...crypto, scrypt: vi.fn(crypto.scrypt) }
})

const office = { code: '3271031001', name: 'Kelurahan Contoh' }
const rina = {
  username: 'rina',
  name: 'Rina Puspita',
  password: 'empat gelas kopi tubruk',
  roles: ['petugas' as const],
}
const setUp = { office, centre: null, administrator: rina, training: false }
const joko = {
  username: 'joko',
  name: 'Joko Wibowo',
  password: 'kereta malam ke timur',
  roles: ['verifikator' as const],
}

let folder: TempFolder
let clock: ManualClock
let accounts: Accounts

const start = () => createAccounts({ folder: folder.path, clock: clock.now })
const restart = async () => {
  await accounts.close()
  accounts = start()
}

beforeEach(async () => {
  folder = await makeTempFolder('accounts')
  clock = createManualClock()
  accounts = start()
})

afterEach(async () => {
  await accounts.close()
  await folder.remove()
})

describe('setting up', () => {
  test('creates a store that the first administrator opens after a restart', async () => {
    expect(accounts.isSetUp()).toBe(false)
    const { recoveryKey, user, store } = await accounts.setUp(setUp)
    expect(recoveryKey).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(user).toMatchObject({ username: 'rina', name: 'Rina Puspita', roles: ['admin', 'petugas'] })
    expect(getOffice(store)).toMatchObject({ office, training: false })
    expect(getOffice(store).device).toMatch(/^[2-9A-HJKMNP-Z]{3}$/)
    await restart()
    expect(accounts.isSetUp()).toBe(true)
    const again = await accounts.signIn(' Rina ', rina.password)
    expect(again.user).toEqual(user)
    expect(latestAudit(again.store, null).map((entry) => entry.action)).toEqual([
      'session.sign-in',
      'session.set-up',
    ])
  })

  test('is possible once', async () => {
    await accounts.setUp(setUp)
    await expect(accounts.setUp(setUp)).rejects.toMatchObject({ code: 'already-set-up' })
  })

  test('refuses a weak password and leaves nothing behind', async () => {
    const administrator = { ...rina, password: 'rina' }
    await expect(accounts.setUp({ ...setUp, administrator })).rejects.toMatchObject({ code: 'password-weak' })
    expect(accounts.isSetUp()).toBe(false)
    await expect(accounts.signIn('rina', 'rina')).rejects.toMatchObject({ code: 'not-set-up' })
  })
})

describe('signing in', () => {
  beforeEach(async () => {
    await accounts.setUp(setUp)
    await restart()
  })

  test('opens the same store for every account', async () => {
    const { store, user } = await accounts.signIn('rina', rina.password)
    await accounts.create(user, joko)
    const second = await accounts.signIn('joko', joko.password)
    expect(second.store).toBe(store)
    expect(second.user).toMatchObject({ username: 'joko', roles: ['verifikator'] })
  })

  test('gives the same answer for a wrong password and an unknown name', async () => {
    const wrong = await accounts.signIn('rina', 'empat gelas teh manis').catch((error: unknown) => error)
    const unknown = await accounts.signIn('siapa', rina.password).catch((error: unknown) => error)
    expect(wrong).toMatchObject({ code: 'sign-in-failed', data: {} })
    expect(unknown).toEqual(wrong)
  })

  test('takes as much work for a wrong password as for an unknown name', async () => {
    /** The key's length and the cost of everything that is stretched. */
    const work = async (username: string) => {
      vi.mocked(scrypt).mockClear()
      await accounts.signIn(username, 'empat gelas teh manis').catch(() => undefined)
      return vi.mocked(scrypt).mock.calls.map(([, , length, cost]) => [length, cost])
    }
    const known = await work('rina')
    expect(known).toHaveLength(1)
    expect(await work('siapa')).toEqual(known)
  })

  test('waits longer after every failure from the fifth, also across restarts', async () => {
    for (let failure = 0; failure < 5; failure += 1) {
      await expect(accounts.signIn('rina', 'bukan ini juga')).rejects.toMatchObject({
        code: 'sign-in-failed',
      })
    }
    await restart()
    await expect(accounts.signIn('rina', rina.password)).rejects.toMatchObject({
      code: 'sign-in-delayed',
      data: { seconds: 30 },
    })
    clock.advance({ seconds: 30 })
    const { store } = await accounts.signIn('rina', rina.password)
    const failures = store
      .prepare<[], string>('SELECT detail FROM audit ORDER BY sequence DESC')
      .pluck()
      .get()
    expect(failures).toBe('{"failures-before":5}')
    await expect(accounts.signIn('rina', 'bukan ini juga')).rejects.toMatchObject({ code: 'sign-in-failed' })
  })

  test('counts the confirmations of an open session too', async () => {
    const { user } = await accounts.signIn('rina', rina.password)
    await accounts.confirmPassword(user.id, rina.password)
    for (let failure = 0; failure < 5; failure += 1) {
      await expect(accounts.confirmPassword(user.id, 'bukan ini juga')).rejects.toMatchObject({
        code: 'sign-in-failed',
      })
    }
    await expect(accounts.confirmPassword(user.id, rina.password)).rejects.toMatchObject({
      code: 'sign-in-delayed',
    })
  })

  test('serialises simultaneous attempts', async () => {
    const loginThrottle = Array.from({ length: 8 }, () =>
      accounts.signIn('rina', 'bukan ini juga').catch((error: { code: string }) => error.code),
    )
    expect((await Promise.all(loginThrottle)).slice(5)).toEqual(Array(3).fill('sign-in-delayed'))
  })

  test('is refused while another process works in the folder', async () => {
    await accounts.signIn('rina', rina.password)
    const second = start()
    await expect(second.signIn('rina', rina.password)).rejects.toMatchObject({ code: 'store-in-use' })
    expect(second.isSetUp()).toBe(true)
    await restart()
    await second.signIn('rina', rina.password)
    await second.close()
  })
})

describe('accounts', () => {
  let administrator: { id: string; name: string }
  let recoveryKey: string

  beforeEach(async () => {
    const made = await accounts.setUp(setUp)
    administrator = made.user
    recoveryKey = made.recoveryKey
  })

  const keyRing = () => fs.readFileSync(join(folder.path, 'keyring.json'), 'utf8')

  test('refuses a duplicate username', async () => {
    const account = await accounts.create(administrator, joko)
    expect(accounts.list()).toEqual([
      { id: account.id, username: 'joko', name: 'Joko Wibowo', roles: ['verifikator'], active: true },
      {
        id: administrator.id,
        username: 'rina',
        name: 'Rina Puspita',
        roles: ['admin', 'petugas'],
        active: true,
      },
    ])
    await expect(accounts.create(administrator, joko)).rejects.toMatchObject({ code: 'account-exists' })
    expect(accounts.list()).toHaveLength(2)
  })

  test('a deactivated account loses its wrap at once and needs a new password', async () => {
    const { id } = await accounts.create(administrator, joko)
    const change = { id, name: joko.name, roles: joko.roles }
    expect(keyRing()).toContain('joko')
    await accounts.change(administrator, { ...change, active: false })
    for (const name of ['keyring.json', 'keyring-salinan.json']) {
      expect(fs.readFileSync(join(folder.path, name), 'utf8')).not.toContain('joko')
    }
    expect(accounts.find(id)).toBeUndefined()
    await expect(accounts.signIn('joko', joko.password)).rejects.toMatchObject({ code: 'sign-in-failed' })
    const password = 'tujuh rumah di lembah'
    await expect(accounts.setPassword(administrator, id, password)).rejects.toMatchObject({
      code: 'account-inactive',
    })
    await accounts.change(administrator, { ...change, active: true })
    await expect(accounts.signIn('joko', joko.password)).rejects.toMatchObject({ code: 'sign-in-failed' })
    await accounts.setPassword(administrator, id, password)
    expect((await accounts.signIn('joko', password)).user.id).toBe(id)
  })

  test('refuses to remove the last administrator who can sign in', async () => {
    const last = { id: administrator.id, name: 'Rina', roles: ['admin' as const], active: true }
    const refused = { code: 'account-last-administrator' }
    const demoted = { ...last, roles: ['petugas' as const] }
    await expect(accounts.change(administrator, { ...last, active: false })).rejects.toMatchObject(refused)
    await expect(accounts.change(administrator, demoted)).rejects.toMatchObject(refused)
    const second = await accounts.create(administrator, { ...joko, roles: ['admin'] })
    const away = { id: second.id, name: joko.name, roles: ['admin' as const], active: false }
    await accounts.change(administrator, away)
    await accounts.change(administrator, { ...away, active: true })
    await expect(accounts.change(administrator, demoted)).rejects.toMatchObject(refused)
    await accounts.setPassword(administrator, second.id, 'tujuh rumah di lembah')
    await accounts.change(second, demoted)
    expect(accounts.find(administrator.id)?.roles).toEqual(['petugas'])
  })

  test('a changed password replaces the old one', async () => {
    const next = 'lima perahu ke seberang'
    const wrong = accounts.changePassword(administrator.id, 'bukan ini juga', next)
    await expect(wrong).rejects.toMatchObject({ code: 'sign-in-failed' })
    const weak = accounts.changePassword(administrator.id, rina.password, 'pendek')
    await expect(weak).rejects.toMatchObject({ code: 'password-weak' })
    await accounts.changePassword(administrator.id, rina.password, next)
    await expect(accounts.signIn('rina', rina.password)).rejects.toMatchObject({ code: 'sign-in-failed' })
    expect((await accounts.signIn('rina', next)).user.id).toBe(administrator.id)
    expect(JSON.parse(keyRing()).wraps).toHaveLength(1)
  })

  test('the recovery key lets only administrators in', async () => {
    await accounts.create(administrator, joko)
    await restart()
    const next = 'lima perahu ke seberang'
    const other = 'ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ'
    await expect(accounts.recover(other, 'rina', next)).rejects.toMatchObject({ code: 'recovery-key-wrong' })
    await expect(accounts.recover('rina', 'rina', next)).rejects.toMatchObject({ code: 'recovery-key-wrong' })
    await expect(accounts.recover(recoveryKey, 'joko', next)).rejects.toMatchObject({ code: 'role-missing' })
    await expect(accounts.recover(recoveryKey, 'rina', 'pendek')).rejects.toMatchObject({
      code: 'password-weak',
    })
    expect(() => accounts.list()).toThrow('not-signed-in')
    const typed = recoveryKey.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    const { user, store } = await accounts.recover(typed, 'rina', next)
    expect(user.id).toBe(administrator.id)
    expect((await accounts.signIn('rina', next)).store).toBe(store)
    await expect(accounts.signIn('rina', rina.password)).rejects.toMatchObject({ code: 'sign-in-failed' })
    expect((await accounts.signIn('joko', joko.password)).user.username).toBe('joko')
  })

  test('every change is in the audit chain with actor and subject', async () => {
    const { id } = await accounts.create(administrator, joko)
    await accounts.change(administrator, { id, name: 'Joko W.', roles: ['petugas'], active: true })
    await accounts.setPassword(administrator, id, 'tujuh rumah di lembah')
    await accounts.changePassword(id, 'tujuh rumah di lembah', 'lima perahu ke seberang')
    const { store } = await accounts.signIn('rina', rina.password)
    const entries = store
      .prepare('SELECT actor, action, subject, detail FROM audit WHERE sequence BETWEEN 2 AND 5')
      .all()
    expect(entries).toEqual([
      {
        actor: administrator.id,
        action: 'accounts.create',
        subject: id,
        detail: '{"roles":"verifikator","active":true}',
      },
      {
        actor: administrator.id,
        action: 'accounts.change',
        subject: id,
        detail: '{"roles":"petugas","active":true}',
      },
      { actor: administrator.id, action: 'accounts.set-password', subject: id, detail: '{}' },
      { actor: id, action: 'session.change-password', subject: id, detail: '{}' },
    ])
    expect(await findBrokenLink(store)).toEqual({ rows: 6, brokenAt: null })
  })
})
