import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { createAccounts } from '../../main/accounts/accounts.ts'
import { createWorkplace } from '../../main/core/core.ts'
import { brokenLink } from '../../main/journal/journal.ts'
import { systemClock } from '../../main/store/clock.ts'
import type { Store } from '../../main/store/store.ts'
import { type Centre, startCentre } from '../support/centre.ts'
import { compareWithCentre } from '../support/compare-with-centre.ts'
import { decodedPages } from '../support/counter.ts'
import { setUpMachine } from '../support/set-up-machine.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { password } from './office-at-work.ts'

/**
 * `npm run faults`: an office process is killed with SIGKILL at random moments while it saves and replicates,
 * and started again. In the end every acknowledged application is there, none twice at the centre, no scan half
 * there. The same seed kills at the same moments (as far as a machine's speed is the same).
 */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
})
const rounds = Number(values.rounds)
const random = seededRandom(Number(values.seed))

setUpMachine('mariadbd', 'openssl')
await using folder = await makeTempFolder('faults')
await using centre = await startCentre()
await openOffice(folder.path, centre)

const acknowledged = new Map<string, string>()
let signatures = 0
let serial = 1
for (let round = 1; round <= rounds; round++) {
  const lines = await workUntilKilled(folder.path, serial, 40 + random() * 1500)
  for (const line of lines) {
    const [what, id, number] = line.split(' ')
    if (what === 'submitted' && id && number) acknowledged.set(id, number)
    if (what === 'signed') signatures += 1
  }
  // Families not used before; the one at which the process was killed may be half registered.
  serial += lines.filter((line) => line.startsWith('submitted')).length + 1
}
const failures = await judge(folder.path, centre)
console.log(
  `${rounds} kills, seed ${values.seed}: ${acknowledged.size} applications acknowledged, ${signatures} signatures, ` +
    `${failures.length} failures`,
)
for (const failure of failures.slice(0, 20)) console.error(failure)
process.exitCode = failures.length === 0 && acknowledged.size > 0 && signatures > 0 ? 0 : 1

async function openOffice(data: string, { settings }: Centre): Promise<void> {
  const accounts = createAccounts({ folder: data, clock: systemClock })
  const { user } = await accounts.setUp({
    office: { code: '3271031006', name: 'Kelurahan Sempur' },
    centre: settings,
    administrator: { username: 'admin', name: 'Admin Uji', password, roles: ['admin', 'verifikator'] },
    training: false,
  })
  await accounts.create(user, { username: 'petugas', name: 'Petugas Uji', password, roles: ['petugas'] })
  await accounts.close()
}

/** Gives what the process acknowledged before it was killed, `milliseconds` after it was ready. */
function workUntilKilled(data: string, firstSerial: number, milliseconds: number): Promise<string[]> {
  const program = path.join(import.meta.dirname, 'office-at-work.ts')
  const child = spawn(process.execPath, [program, data, String(firstSerial)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  const reader = createInterface(child.stdout)
  reader.on('line', (line) => {
    lines.push(line)
    if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), milliseconds)
  })
  return new Promise((resolve, reject) => {
    reader.on('close', () => {
      if (child.exitCode !== null && child.exitCode !== 0)
        reject(new Error(`the office ended with ${child.exitCode}`))
      else resolve(lines)
    })
  })
}

/** Opens what is left, delivers what waits, and says in what it is not as it must be. */
async function judge(data: string, { administrator, rows }: Centre): Promise<string[]> {
  const accounts = createAccounts({ folder: data, clock: systemClock })
  try {
    const { store } = await accounts.signIn('admin', password)
    const { sync } = createWorkplace({
      store,
      imaging: decodedPages,
      clock: systemClock,
      report: console.error,
    })
    const { waiting, refused } = await sync.runOnce()
    const found: string[] = []
    if (waiting > 0 || refused > 0)
      found.push(`${waiting} records wait and ${refused} are refused in the end`)
    found.push(...lostApplications(store))
    const { storeSound, scansSound } = await accounts.check()
    if (!storeSound || !scansSound) found.push('the store is not sound')
    if ((await brokenLink(store)).brokenAt !== null) found.push('the audit chain is broken')
    const { records, mismatches } = await compareWithCentre(store, administrator.connection)
    found.push(...mismatches)
    for (const table of ['applications', 'operations']) {
      const [counted] = await rows(`SELECT COUNT(*) AS number FROM ${table}`)
      if (Number(counted?.number) !== records)
        found.push(`${counted?.number} rows in ${table}, not ${records}`)
    }
    const half = await rows(
      'SELECT hash FROM scans WHERE complete_at IS NULL OR LENGTH(bytes) <> byte_length',
    )
    found.push(...half.map(({ hash }) => `scan ${String(hash)} is half there`))
    if (records === 0) found.push('nothing was replicated, so nothing was shown')
    return found
  } finally {
    await accounts.close()
  }
}

function lostApplications(store: Store): string[] {
  const find = store.prepare<[string], { number: string | null; pages: number }>(
    `SELECT number, (SELECT COUNT(*) FROM pages JOIN scans ON scans.hash = pages.scan
                     WHERE pages.application_id = applications.id) AS pages
     FROM applications WHERE id = ?`,
  )
  return [...acknowledged].flatMap(([id, number]) => {
    const row = find.get(id)
    if (row?.number !== number) return [`${id} was acknowledged as ${number} and is lost`]
    return row.pages === 2 ? [] : [`${id} has ${row.pages} pages, not 2`]
  })
}

/** mulberry32: the same numbers from 0 to 1 for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
