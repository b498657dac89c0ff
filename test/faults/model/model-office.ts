import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { createServices, type Services } from '../../../main/core/services.ts'
import type { Actor } from '../../../main/journal/actor.ts'
import type { Clock } from '../../../main/store/clock.ts'
import { newDevice } from '../../../main/store/device.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { changeDevice, getOffice, insertOffice } from '../../../main/store/office.ts'
import { writeSetting } from '../../../main/store/settings.ts'
import { openStore } from '../../../main/store/store.ts'
import type { CentreSettings, Office } from '../../../shared/office.ts'
import { decodedPages } from '../../support/counter.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

/** An office with all its services, which may die and be put back from a backup. */
export interface ModelOffice extends AsyncDisposable {
  /** The services of the present life. */
  readonly work: Services
  readonly clerk: Actor
  readonly verifier: Actor
  /** What nobody foresaw, in any life. */
  readonly reports: string[]
  /** What a power cut at this moment would leave on the disk; a store to be opened later. */
  capture(): string
  /** Ends this life without another word to anybody and begins the next with what was captured. */
  continueWith(captured: string): Promise<void>
  /** Puts back what was captured, as an administrator does with a backup: it becomes another computer. */
  restore(captured: string): Promise<void>
}

export async function openModelOffice(
  office: Office,
  settings: CentreSettings,
  clock: Clock,
): Promise<ModelOffice> {
  const folder = await makeTempFolder('model-office')
  const key = randomBytes(32)
  const clerk = { id: newId(), name: 'RAHMA WULANDARI' }
  const verifier = { id: newId(), name: 'DIMAS SAPUTRA' }
  const reports: string[] = []
  let folderCount = 0
  let present = newFolder()
  setUp()
  let work = start()

  function setUp(): void {
    const store = openStore(present, key)
    const at = clock().toISOString()
    insertOffice(store, { office, ...newDevice(), training: false }, at)
    writeSetting(store, 'centre', settings)
    const insertAccount = store.prepare<[string, string, string, string]>(
      `INSERT INTO accounts (id, username, name, roles, active, created_at)
       VALUES (?, ?, ?, '["petugas","verifikator"]', 1, ?)`,
    )
    for (const { id, name } of [clerk, verifier]) insertAccount.run(id, id, name, at)
    store.close()
  }

  function start(): Services {
    return createServices({
      store: openStore(present, key),
      imaging: decodedPages,
      clock,
      report: (error, where) => reports.push(`${where}: ${String(error)}`),
    })
  }

  function newFolder(): string {
    folderCount += 1
    const made = path.join(folder.path, String(folderCount))
    fs.mkdirSync(made)
    return made
  }

  function capture(): string {
    const captured = newFolder()
    for (const file of ['loket.db', 'loket.db-wal']) {
      const from = path.join(present, file)
      if (fs.existsSync(from)) fs.copyFileSync(from, path.join(captured, file))
    }
    return captured
  }

  async function end(): Promise<void> {
    await work.sync.stop()
    await work.documents.stop()
    work.store.close()
  }

  async function continueWith(captured: string): Promise<void> {
    await end()
    present = captured
    work = start()
  }

  return {
    get work() {
      return work
    },
    clerk,
    verifier,
    reports,
    capture,
    continueWith,
    async restore(captured) {
      const again = newFolder()
      fs.cpSync(captured, again, { recursive: true })
      const store = openStore(again, key)
      changeDevice(store, newDevice(getOffice(store).device))
      store.close()
      await continueWith(again)
    },
    async [Symbol.asyncDispose]() {
      await end()
      await folder.remove()
    },
  }
}
