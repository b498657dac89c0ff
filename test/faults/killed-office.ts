import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { checkStore } from '../../main/store/check.ts'
import { systemClock } from '../../main/store/clock.ts'
import { newId } from '../../main/store/identifiers.ts'
import { insertOffice } from '../../main/store/office.ts'
import { writeSetting } from '../../main/store/settings.ts'
import { openStore } from '../../main/store/store.ts'
import type { CentreSettings } from '../../shared/office.ts'
import type { Centre } from '../support/centre.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { findViolations, type Violations } from './invariants.ts'
import type { OfficeProcessOptions } from './office-process.ts'

/**
 * When a life ends: after its process has said so many lines (0: from its beginning, 1: ready for work, then
 * one for each thing that it acknowledges), and so many milliseconds.
 */
export interface KillMoment {
  lines: number
  milliseconds: number
}

/** An office whose process is killed again and again, and what it has acknowledged so far. */
export interface KilledOffice extends AsyncDisposable {
  readonly acknowledged: { submitted: number; approved: number }
  /**
   * Works until `moment` and is killed; `approving` is called when it has approved, and so has begun to send.
   */
  runUntilKilled(moment: KillMoment, seed: number, approving: () => void): Promise<void>
  /**
   * Opens the store, delivers what waits, and checks the invariants of what came since the last time, or of
   * all.
   */
  findViolations(centre: Centre, extent: 'new' | 'all'): Promise<Violations>
}

/** Families of an office: enough for some hundreds of runs. */
const familiesPerOffice = 2_400

const program = path.join(import.meta.dirname, 'office-process.ts')

/** Most of a short life is its beginning: what was compiled once is kept. */
const compileCache = path.join(import.meta.dirname, '../../node_modules/.cache/faults')

/** @param index which of the offices of a run it is, from 0: its families are its own */
export async function openKilledOffice(
  village: string,
  settings: CentreSettings,
  index: number,
): Promise<KilledOffice> {
  const folder = await makeTempFolder('killed')
  const key = randomBytes(32)
  const clerk = { id: newId(), name: 'RAHMA WULANDARI' }
  const verifier = { id: newId(), name: 'DIMAS SAPUTRA' }
  setUp()
  /** Number by id of what was submitted; ids of what was approved. */
  const submitted = new Map<string, string>()
  const approved = new Set<string>()
  let serial = 1 + index * familiesPerOffice
  let checkedUpTo = 0

  function setUp(): void {
    const store = openStore(folder.path, key)
    const office = { code: village, name: `Kelurahan ${index}` }
    const device = { device: `A0${index}`, deviceId: newId(), training: false }
    insertOffice(store, { office, ...device }, systemClock().toISOString())
    writeSetting(store, 'centre', settings)
    const hire = store.prepare<[string, string, string, string]>(
      `INSERT INTO accounts (id, username, name, roles, active, created_at)
       VALUES (?, ?, ?, '["petugas","verifikator"]', 1, ?)`,
    )
    for (const { id, name } of [clerk, verifier]) hire.run(id, id, name, systemClock().toISOString())
    store.close()
  }

  return {
    get acknowledged() {
      return { submitted: submitted.size, approved: approved.size }
    },

    async runUntilKilled(moment, seed, approving) {
      const task = { folder: folder.path, key: key.toString('hex'), clerk, verifier, serial, seed }
      const families = await runUntilKilled(task, moment, (line) => {
        const [what, ...words] = line.split(' ')
        const [id, number] = words
        if (what === 'submitted' && id !== undefined && number !== undefined) submitted.set(id, number)
        if (what === 'approved') {
          for (const word of words) approved.add(word)
          approving()
        }
      })
      // Families not used before; the one at which the process was killed may be half registered.
      serial += families + 1
    },

    async findViolations(centre, extent) {
      const store = openStore(folder.path, key)
      try {
        const violations = await findViolations(
          store,
          centre,
          { submitted, approved },
          extent === 'all' ? 0 : checkedUpTo,
        )
        if (extent === 'all') {
          const { storeSound, scansSound } = await checkStore({ folder: folder.path, key, companions: [] })
          if (!storeSound || !scansSound) violations.unsound.push(`the store of ${village} is not sound`)
        }
        checkedUpTo =
          store.prepare<[], number>('SELECT IFNULL(MAX(sequence), 0) FROM outbox').pluck().get() ?? 0
        return violations
      } finally {
        store.close()
      }
    },

    [Symbol.asyncDispose]: folder.remove,
  }
}

/**
 * Gives how many families were registered before the end. `onLine` is called with each line that acknowledges
 * something.
 */
function runUntilKilled(
  task: OfficeProcessOptions,
  moment: KillMoment,
  onLine: (line: string) => void,
): Promise<number> {
  const child = spawn(process.execPath, [program, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  })
  let lines = 0
  let families = 0
  const count = () => {
    if (lines === moment.lines) setTimeout(() => child.kill('SIGKILL'), moment.milliseconds)
    lines += 1
  }
  count()
  const reader = createInterface(child.stdout)
  reader.on('line', (line) => {
    count()
    if (line.startsWith('submitted')) families += 1
    onLine(line)
  })
  return new Promise((resolve, reject) => {
    // Comes after the last line, and with the code, which is not known yet when the pipe is closed.
    child.on('close', (code) => {
      if (code !== null && code !== 0) reject(new Error(`the office ended with ${code}`))
      else resolve(families)
    })
  })
}
