import fs from 'node:fs'
import path from 'node:path'
import { createAccounts } from '../../../main/accounts/accounts.ts'
import { backupFolder } from '../../../main/store/backup.ts'
import { changed, first, newPassword, office, second } from './cut-people.ts'

/**
 * Does one thing with accounts and dies by SIGKILL at the n-th moment at which a file of the key ring or the
 * store gets its name or loses it: `node cut-in-child.ts FOLDER ACT N`. Ends with 0 where there is no n-th.
 */
const [folder = '', act = '', moment = '0'] = process.argv.slice(2)

let left = Number(moment)
const dieInTime = (file: fs.PathLike): void => {
  if (path.basename(String(file)) === 'attempts.json') return
  left -= 1
  if (left > 0) return
  process.kill(process.pid, 'SIGKILL')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

function watchFiles(): void {
  const { renameSync, rmSync, rmdirSync } = fs
  fs.renameSync = (from, to) => {
    dieInTime(to)
    renameSync(from, to)
  }
  fs.rmSync = (file, options) => {
    dieInTime(file)
    rmSync(file, options)
  }
  fs.rmdirSync = (file) => {
    dieInTime(file)
    rmdirSync(file)
  }
}

const accounts = createAccounts({ folder, clock: () => new Date() })
const signIn = async () => (await accounts.signIn(first.username, first.password)).user
const find = (username: string) => {
  const account = accounts.list().find((candidate) => candidate.username === username)
  if (!account) throw new Error('no such account')
  return account
}

const acts: Record<string, () => Promise<unknown>> = {
  'set-up': async () => {
    watchFiles()
    await accounts.setUp({ office, centre: null, administrator: first, training: false })
  },
  create: async () => {
    const user = await signIn()
    watchFiles()
    await accounts.create(user, { ...changed, password: second.password })
  },
  deactivate: async () => {
    const user = await signIn()
    watchFiles()
    await accounts.change(user, { ...find(second.username), active: false })
  },
  'change-password': async () => {
    const user = await signIn()
    watchFiles()
    await accounts.changePassword(user.id, first.password, newPassword)
  },
  restore: async () => {
    const [name = ''] = fs.readdirSync(backupFolder(folder))
    watchFiles()
    await accounts.restore(path.join(backupFolder(folder), name), first)
  },
}

await acts[act]?.()
await accounts.close()
