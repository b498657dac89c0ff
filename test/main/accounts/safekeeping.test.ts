import fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Accounts, createAccounts } from '../../../main/accounts/accounts.ts'
import { createJournal } from '../../../main/journal/journal.ts'
import { backupFolder } from '../../../main/store/backup.ts'
import { getOffice } from '../../../main/store/office.ts'
import { type Store, storeFile } from '../../../main/store/store.ts'
import { approvedRecord, jpegLike, keepScans } from '../../support/approved.ts'
import { familyForm } from '../../support/family.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { first, office, second } from './cut-people.ts'

let folder: TempFolder
let accounts: Accounts
let store: Store
let recoveryKey: string
let administrator: { id: string; name: string }

const clock = createManualClock()
const start = (path: string) => createAccounts({ folder: path, clock: clock.now })

beforeEach(async () => {
  folder = await makeTempFolder('safekeeping')
  accounts = start(folder.path)
  const made = await accounts.setUp({ office, centre: null, administrator: first, training: false })
  store = made.store
  recoveryKey = made.recoveryKey
  administrator = made.user
})

afterEach(async () => {
  await accounts.close()
  await folder.remove()
})

const pathOf = (name: string) => join(backupFolder(folder.path), name)

/** Every file under a folder, with its bytes. */
function* filesUnder(path: string): Generator<[string, Buffer]> {
  for (const entry of fs.readdirSync(path, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile()) yield [file, fs.readFileSync(file)]
  }
}

test('no file shows personal data, scans or secrets, open or closed', async () => {
  const scans = [jpegLike(90_000), jpegLike(150_000)]
  const record = approvedRecord(7, scans)
  const form = familyForm(7)
  store.transaction(() => {
    keepScans(store, scans)
    createJournal(store, clock.now).queue(record)
    for (const [row, member] of form.members.entries()) {
      store.prepare('INSERT INTO people_names (rowid, name) VALUES (?, ?)').run(row + 1, member.name)
    }
  })()
  await accounts.create(administrator, second)
  await accounts.signIn(second.username, 'salah sama sekali').catch(() => undefined)
  await accounts.createBackup()

  const secrets = [
    form.family.noKk,
    form.family.headName,
    ...form.members.flatMap((member) => [member.nik, member.name]),
    first.name,
    first.password,
    second.password,
    recoveryKey.slice(0, 11),
    'SQLite format 3',
    'CREATE TABLE',
    ...scans.map((scan) => scan.subarray(1000, 1016)),
  ]
  expect(secrets.length).toBeGreaterThan(15)
  const seen = new Set<string>()
  const look = () => {
    for (const [file, bytes] of filesUnder(folder.path)) {
      seen.add(file.slice(folder.path.length + 1).replace(/cadangan-[^/\\]+/, 'NAME'))
      for (const secret of secrets) expect(bytes.includes(secret), `${file}: ${secret}`).toBe(false)
    }
  }
  look()
  store.pragma('wal_checkpoint(TRUNCATE)')
  look()
  await accounts.close()
  look()
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'attempts.json',
      join('cadangan', 'NAME', 'keyring.json'),
      join('cadangan', 'NAME', 'loket.db'),
      'keyring.json',
      'keyring-salinan.json',
      'loket.db',
      'loket.db-shm',
      'loket.db-wal',
    ]),
  )
})

describe('a backup', () => {
  test('is consistent with its key ring, whatever changes meanwhile', async () => {
    const insert = store.prepare('INSERT INTO originals (hash, bytes) VALUES (?, ?)')
    store.transaction(() => {
      for (let part = 0; part < 25; part += 1) insert.run(`part ${part}`, jpegLike(1_000_000))
    })()
    const making = accounts.createBackup()
    await accounts.create(administrator, second)
    await accounts.changePassword(administrator.id, first.password, 'lima perahu ke seberang')
    const { name } = await making
    await accounts.close()
    await accounts.restore(pathOf(name), { recoveryKey })
    const { user } = await accounts.recover(recoveryKey, first.username, 'tujuh rumah di lembah')
    expect(user.id).toBe(administrator.id)
    const known = accounts.list().some(({ username }) => username === second.username)
    const entering = accounts.signIn(second.username, second.password)
    if (known) expect((await entering).user.username).toBe(second.username)
    else await expect(entering).rejects.toMatchObject({ code: 'sign-in-failed' })
  })

  test('is restored with the password of its time, as another computer', async () => {
    const { device, deviceId } = getOffice(store)
    const { name } = await accounts.createBackup()
    await accounts.changePassword(administrator.id, first.password, 'lima perahu ke seberang')
    await expect(accounts.restore(pathOf(name), first)).rejects.toMatchObject({ code: 'store-in-use' })
    await accounts.close()
    const wrong = accounts.restore(pathOf(name), { ...first, password: 'lima perahu ke seberang' })
    await expect(wrong).rejects.toMatchObject({ code: 'sign-in-failed' })
    await accounts.restore(pathOf(name), first)
    const restored = await accounts.signIn(first.username, first.password)
    expect(getOffice(restored.store)).toMatchObject({ office, training: false })
    expect(getOffice(restored.store).deviceId).not.toBe(deviceId)
    expect(getOffice(restored.store).device).not.toBe(device)
    const actors = restored.store
      .prepare("SELECT actor FROM audit WHERE action = 'backups.restore'")
      .pluck()
      .all()
    expect(actors).toEqual([administrator.id])
    expect(await accounts.check()).toEqual({ storeSound: true, scansSound: true })
  })

  test('restores the office on a new computer with only the recovery key', async () => {
    await accounts.create(administrator, second)
    await using stick = await makeTempFolder('stick')
    const { name } = await accounts.createBackup(stick.path)
    await using other = await makeTempFolder('new-computer')
    const fresh = start(other.path)
    expect(fresh.isSetUp()).toBe(false)
    const wrongKey = fresh.restore(join(stick.path, name), { recoveryKey: 'ZZZZZ' })
    await expect(wrongKey).rejects.toMatchObject({ code: 'recovery-key-wrong' })
    expect(fresh.isSetUp()).toBe(false)
    await fresh.restore(join(stick.path, name), { recoveryKey })
    expect(fresh.isSetUp()).toBe(true)
    expect((await fresh.signIn(second.username, second.password)).user.username).toBe(second.username)
    await fresh.close()
  })

  test('replaces a missing or damaged store and key ring, which are reported as such', async () => {
    const { name } = await accounts.createBackup()
    await accounts.close()
    const signIn = () => accounts.signIn(first.username, first.password)
    const damage = {
      'store-damaged': ['loket.db'],
      'keyring-damaged': ['keyring.json', 'keyring-salinan.json'],
    }
    for (const [code, files] of Object.entries(damage)) {
      for (const act of [
        (file: string) => fs.rmSync(file),
        (file: string) => fs.writeFileSync(file, ''),
        (file: string) => fs.writeFileSync(file, jpegLike(30_000)),
      ]) {
        for (const file of files) act(join(folder.path, file))
        expect(accounts.isSetUp()).toBe(true)
        await expect(signIn()).rejects.toMatchObject({ code })
        clock.advance({ minutes: 20 })
        await accounts.restore(pathOf(name), first)
        await signIn()
        await accounts.close()
      }
    }
  })

  test('is refused where it is none', async () => {
    await accounts.close()
    const nowhere = accounts.restore(join(folder.path, 'nowhere'), first)
    await expect(nowhere).rejects.toMatchObject({ code: 'backup-unreadable' })
    expect(fs.existsSync(storeFile(folder.path))).toBe(true)
  })
})
