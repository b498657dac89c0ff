import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findBrokenLink, latestAudit } from '../../../main/journal/audit-chain.ts'
import { createJournal, type Journal } from '../../../main/journal/journal.ts'
import { backupFolder, createBackup } from '../../../main/store/backup.ts'
import { openFile, openStore, type Store, storeFile, transact } from '../../../main/store/store.ts'
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

let folder: TempFolder
let clock: ManualClock
let store: Store
let journal: Journal

const key = randomBytes(32)
const links = 1200

/** Two rows in each other's place. */
const exchange = (one: number, other: number) =>
  [
    [one, -1],
    [other, one],
    [-1, other],
  ]
    .map(([from, to]) => `UPDATE audit SET sequence = ${to} WHERE sequence = ${from}`)
    .join('; ')

beforeEach(async () => {
  folder = await makeTempFolder('audit')
  clock = createManualClock()
  store = openStore(folder.path, key)
  journal = createJournal(store, clock.now)
  transact(store, () => {
    for (let link = 1; link <= links; link += 1) {
      journal.audit({ actor: 'rina', action: 'saved', subject: `subject ${link}`, detail: { pages: link } })
    }
  })
})

afterEach(async () => {
  store.close()
  await folder.remove()
})

describe('the audit chain', () => {
  test('is valid at any length, and continues after reopening', async () => {
    expect(await findBrokenLink(store)).toEqual({ rows: links, brokenAt: null })
    clock.advance({ minutes: -600 })
    createJournal(store, clock.now).audit({ actor: 'joko', action: 'signed', subject: '' })
    expect(await findBrokenLink(store)).toEqual({ rows: links + 1, brokenAt: null })
  })

  test.each([
    ['at', "'2026-01-01T00:00:00.000Z'"],
    ['actor', "'joko'"],
    ['action', "'deleted'"],
    ['subject', "''"],
    ['detail', `'{"pages":0}'`],
    ['hash', `'${'0'.repeat(64)}'`],
    ['sequence', '5000'],
  ])('shows where %s was altered, wherever it was', async (column, value) => {
    for (const sequence of [1, 2, 600, links]) {
      store.exec('SAVEPOINT untouched')
      store.exec(`UPDATE audit SET ${column} = ${value} WHERE sequence = ${sequence}`)
      expect(await findBrokenLink(store)).toMatchObject({ brokenAt: sequence })
      store.exec('ROLLBACK TO untouched')
    }
  })

  test('shows where a row was deleted, inserted or replaced', async () => {
    const alterations = {
      'DELETE FROM audit WHERE sequence = 1': 1,
      'DELETE FROM audit WHERE sequence = 700': 700,
      'DELETE FROM audit WHERE sequence BETWEEN 500 AND 1100': 500,
      'INSERT INTO audit SELECT 0, at, actor, action, subject, detail, hash FROM audit WHERE sequence = 1': 1,
      [`INSERT INTO audit SELECT ${links + 1}, at, actor, action, subject, detail, hash FROM audit
        WHERE sequence = ${links}`]: links + 1,
      [exchange(8, 9)]: 8,
    }
    for (const [alteration, brokenAt] of Object.entries(alterations)) {
      store.exec('SAVEPOINT untouched')
      store.exec(alteration)
      expect(await findBrokenLink(store)).toMatchObject({ brokenAt })
      store.exec('ROLLBACK TO untouched')
    }
  })

  test('detects links deleted from its end, also when it was continued after that', async () => {
    store.exec(`DELETE FROM audit WHERE sequence > ${links - 10}`)
    expect(await findBrokenLink(store)).toEqual({ rows: links - 10, brokenAt: links - 9 })
    journal.audit({ actor: 'rina', action: 'saved', subject: '' })
    expect(await findBrokenLink(store)).toEqual({ rows: links - 10, brokenAt: links - 9 })
    store.exec('DELETE FROM audit')
    expect(await findBrokenLink(store)).toEqual({ rows: 0, brokenAt: 1 })
  })

  test('is valid in a backup, with its length', async () => {
    const home = { folder: folder.path, key, companions: [] }
    const { name } = await createBackup(home, clock.now)
    const copy = openFile(storeFile(join(backupFolder(folder.path), name)), key, undefined)
    expect(await findBrokenLink(copy)).toEqual({ rows: links, brokenAt: null })
    copy.exec(`DELETE FROM audit WHERE sequence = ${links}`)
    expect(await findBrokenLink(copy)).toEqual({ rows: links - 1, brokenAt: links })
    copy.close()
  })

  test('rolls back its link with a failed change', async () => {
    const act = () =>
      transact(store, () => {
        journal.audit({ actor: 'rina', action: 'saved', subject: 'half way' })
        throw new Error('half way')
      })
    expect(act).toThrow('half way')
    expect(await findBrokenLink(store)).toEqual({ rows: links, brokenAt: null })
  })

  test('is shown newest first, a hundred at a time, with names', () => {
    store
      .prepare(
        "INSERT INTO accounts (id, username, name, roles, active, created_at) VALUES ('rina', 'rina', 'Rina P', '[]', 1, '')",
      )
      .run()
    const newest = latestAudit(store, null)
    expect(newest).toHaveLength(100)
    expect(newest[0]).toMatchObject({ sequence: links, actor: 'Rina P', subject: `subject ${links}` })
    expect(latestAudit(store, newest.at(-1)?.sequence ?? 0)[0]?.sequence).toBe(links - 100)
    expect(latestAudit(store, 1)).toEqual([])
  })
})
