import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Accounts, createAccounts } from '../../../main/accounts/accounts.ts'
import { findBrokenLink, latestAudit } from '../../../main/journal/audit-chain.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'
import { changed, first, newPassword, office, second } from './cut-people.ts'

/** An office with two accounts, and a backup from when there was only the first. */
let prepared: TempFolder

beforeAll(async () => {
  prepared = await makeTempFolder('cut-prepared')
  const accounts = start(prepared.path)
  const { user } = await accounts.setUp({ office, centre: null, administrator: first, training: false })
  await accounts.createBackup()
  await accounts.create(user, second)
  await accounts.close()
})

afterAll(() => prepared.remove())

const start = (folder: string): Accounts => createAccounts({ folder, clock: () => new Date() })

/** False where the act came to its end before the n-th moment. */
function dies(folder: string, act: string, moment: number): Promise<boolean> {
  const script = join(import.meta.dirname, 'cut-in-child.ts')
  const child = spawn(process.execPath, [script, folder, act, String(moment)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve(true)
      else if (code === 0) resolve(false)
      else reject(new Error(`the act ended with ${code ?? signal}`))
    })
  })
}

/** Cuts an act at its first moment, its second, and so on to its end; looks at what each cut left. */
async function cutEverywhere(
  act: string,
  look: (accounts: Accounts, folder: string, finished: boolean) => Promise<void>,
  from?: string,
): Promise<number> {
  for (let moment = 1; ; moment += 1) {
    await using folder = await makeTempFolder(`cut-${act}`)
    if (from) fs.cpSync(from, folder.path, { recursive: true })
    const died = await dies(folder.path, act, moment)
    const accounts = start(folder.path)
    try {
      await look(accounts, folder.path, !died)
    } finally {
      await accounts.close()
    }
    if (!died) return moment - 1
  }
}

const opens = async (accounts: Accounts, username: string, password: string): Promise<boolean> => {
  try {
    await accounts.signIn(username, password)
    return true
  } catch (error) {
    if (error instanceof Error && error.message === 'sign-in-failed') return false
    throw error
  }
}

const usernames = (accounts: Accounts) => accounts.list().map((account) => account.username)
const ring = (folder: string) =>
  ['keyring.json', 'keyring-salinan.json'].map((name) => fs.readFileSync(join(folder, name), 'utf8')).join()

describe('an interruption at any moment', () => {
  test('of the set-up leaves nothing, and it can be done again', async () => {
    const cuts = await cutEverywhere('set-up', async (accounts, folder, finished) => {
      expect(accounts.isSetUp()).toBe(finished)
      if (finished) return
      await expect(accounts.signIn(first.username, first.password)).rejects.toMatchObject({
        code: 'not-set-up',
      })
      await accounts.setUp({ office, centre: null, administrator: second, training: false })
      expect(usernames(accounts)).toEqual(['joko'])
      expect(ring(folder)).not.toContain('rina')
    })
    expect(cuts).toBeGreaterThanOrEqual(4)
  })

  test('of a new account leaves the whole account or nothing', async () => {
    let made = 0
    const look = async (accounts: Accounts, folder: string, finished: boolean) => {
      expect(await opens(accounts, first.username, first.password)).toBe(true)
      const listed = usernames(accounts).includes(changed.username)
      expect(ring(folder).includes(changed.username)).toBe(listed)
      expect(await opens(accounts, changed.username, second.password)).toBe(listed)
      if (finished) expect(listed).toBe(true)
      made += listed ? 1 : 0
    }
    const cuts = await cutEverywhere('create', look, prepared.path)
    expect(cuts).toBeGreaterThanOrEqual(2)
    expect(made).toBeGreaterThanOrEqual(1)
  })

  test('of a deactivation leaves an account that works or one that has no key', async () => {
    const seen = new Set<boolean>()
    const look = async (accounts: Accounts, folder: string, finished: boolean) => {
      expect(await opens(accounts, first.username, first.password)).toBe(true)
      const active = accounts.list().some(({ username, active }) => username === 'joko' && active)
      expect(ring(folder).includes('joko')).toBe(active)
      expect(await opens(accounts, second.username, second.password)).toBe(active)
      if (finished) expect(active).toBe(false)
      seen.add(active)
    }
    const cuts = await cutEverywhere('deactivate', look, prepared.path)
    expect(cuts).toBeGreaterThanOrEqual(2)
    expect(seen).toContain(false)
  })

  test('of a deactivation locks out the deactivated account even if it signs in first', async () => {
    const outcomes: boolean[] = []
    const look = async (accounts: Accounts, folder: string) => {
      outcomes.push(await opens(accounts, second.username, second.password))
      expect(ring(folder).includes('joko')).toBe(outcomes.at(-1))
    }
    await cutEverywhere('deactivate', look, prepared.path)
    expect(outcomes).toContain(false)
  })

  test('of a new password leaves the old or the new one, as the audit chain says', async () => {
    const seen = new Set<boolean>()
    const look = async (accounts: Accounts, folder: string, finished: boolean) => {
      const old = await opens(accounts, first.username, first.password)
      expect(await opens(accounts, first.username, newPassword)).toBe(!old)
      const { store } = await accounts.signIn(first.username, old ? first.password : newPassword)
      const actions = latestAudit(store, null).map((entry) => entry.action)
      expect(actions.includes('session.change-password')).toBe(!old)
      expect((await findBrokenLink(store)).brokenAt).toBeNull()
      expect(ring(folder).match(/rina/g)).toHaveLength(2)
      if (finished) expect(old).toBe(false)
      seen.add(old)
    }
    await cutEverywhere('change-password', look, prepared.path)
    expect([...seen].sort()).toEqual([false, true])
  })

  test('of a restoration leaves the store or the backup, and is completed by itself', async () => {
    const seen = new Set<boolean>()
    const look = async (accounts: Accounts, folder: string, finished: boolean) => {
      expect(accounts.isSetUp()).toBe(true)
      expect(await opens(accounts, first.username, first.password)).toBe(true)
      const replaced = usernames(accounts).includes(second.username)
      expect(await opens(accounts, second.username, second.password)).toBe(replaced)
      const aside = fs.readdirSync(folder).filter((name) => name.startsWith('tersisih-'))
      expect(aside).toHaveLength(replaced ? 0 : 1)
      for (const name of aside) {
        const kept = fs.readdirSync(join(folder, name))
        expect(kept).toEqual(expect.arrayContaining(['loket.db', 'keyring.json']))
      }
      if (finished) expect(replaced).toBe(false)
      seen.add(replaced)
    }
    const cuts = await cutEverywhere('restore', look, prepared.path)
    expect(cuts).toBeGreaterThanOrEqual(6)
    expect([...seen].sort()).toEqual([false, true])
  })
})
