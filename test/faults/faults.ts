import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Centre, startCentre } from '../support/centre.ts'
import { homeVillage } from '../support/family.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { setUpMachine } from '../support/set-up-machine.ts'
import type { Violations } from './invariants.ts'
import { type KilledOffice, type KillMoment, openKilledOffice } from './killed-office.ts'
import { runModel } from './model/run-model.ts'

/**
 * `npm run faults`: four offices save and replicate at once; their processes are killed with SIGKILL at
 * random moments and started again, and so is the server. Every 40 kills, and in the end, every acknowledged
 * application is there, none twice, no row and no scan at the centre other than in the office. The same seed
 * kills at the same moments (as far as a machine's speed is the same).
 *
 * Then random worlds of offices, connections and faults are compared with a model (model/run-model.ts).
 *
 *   npm run faults -- [--kills 50] [--server-kills 5] [--worlds 0 [--path PATH]] [--seed 1]
 *   --full: 1,000 kills, 100 of the server, 30 worlds
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    'server-kills': { type: 'string' },
    worlds: { type: 'string' },
    path: { type: 'string' },
    seed: { type: 'string', default: '1' },
    full: { type: 'boolean', default: false },
  },
})
const officeKills = Number(values.kills ?? (values.full ? 1_000 : 50))
const serverKills = Number(values['server-kills'] ?? (values.full ? 100 : 5))
const worlds = Number(values.worlds ?? (values.full ? 30 : 0))
const villages = [homeVillage, '3271031001', '3271031002', '3271031003']
const killsPerRound = 40

setUpMachine('mariadbd', 'openssl')
await using centre = await startCentre(homeVillage, ['--innodb-flush-log-at-trx-commit=1'])
await using offices = await openOffices(centre)

const found: Violations = { lost: [], doubled: [], differing: [], unsound: [] }
const killed = { offices: 0, server: 0 }
const randomOfServer = seededRandom(Number(values.seed))
const randomOf = villages.map((_village, index) => seededRandom(Number(values.seed) * 1_000 + index))
const began = performance.now()
/** Called when an office has approved, and so has begun to send. */
let approving = () => {}

while (killed.offices < officeKills || killed.server < serverKills) {
  const share = Math.round((serverKills * (killed.offices + killsPerRound)) / officeKills) - killed.server
  const kills = Math.min(killsPerRound, Math.max(0, officeKills - killed.offices))
  await killBoth(kills, Math.min(share, serverKills - killed.server))
  await checkAll(killed.offices < officeKills || killed.server < serverKills ? 'new' : 'all')
}
const failures = Object.values(found).flat()
for (const failure of failures.slice(0, 50)) console.error(failure)
const isSound = failures.length === 0 && acknowledged('approved') > 0
process.exitCode = isSound && (await runModelWorlds()) ? 0 : 1

async function runModelWorlds(): Promise<boolean> {
  if (worlds === 0) return true
  await using other = await startCentre()
  const seed = Number(values.seed)
  const { failed, report } = await runModel(other, { runs: worlds, commands: 60, seed, path: values.path })
  console.log(`${worlds} worlds, seed ${values.seed}: ${failed ? report : 'all end as the model says'}`)
  return !failed
}

async function openOffices({ settings, add }: Centre) {
  const opened: KilledOffice[] = []
  for (const [index, village] of villages.entries()) {
    opened.push(await openKilledOffice(village, index === 0 ? settings : await add(village), index))
  }
  return {
    all: opened,
    async [Symbol.asyncDispose]() {
      for (const office of opened) await office[Symbol.asyncDispose]()
    },
  }
}

/** Runs and kills the offices at least this many times, and until the server was killed as often as asked. */
async function killBoth(ofOffices: number, ofServer: number): Promise<void> {
  let isServerDone = false
  const server = killServer(ofServer).then(() => {
    isServerDone = true
  })
  let runs = 0
  const killing = offices.all.map(async (office, index) => {
    const random = randomOf[index] ?? randomOfServer
    while (runs < ofOffices || !isServerDone) {
      runs += 1
      await office.runUntilKilled(randomMoment(random), Math.floor(random() * 2 ** 31), () => approving())
      killed.offices += 1
    }
  })
  await Promise.all([server, ...killing])
}

/** Some runs end at their start, while the store is opened. */
function randomMoment(random: () => number): KillMoment {
  const lines = Math.floor(random() * 8)
  return { lines, milliseconds: random() * (lines === 0 ? 1_500 : 150) }
}

/** The offices keep running: what they approve meanwhile waits for the server. */
async function killServer(kills: number): Promise<void> {
  for (let kill = 0; kill < kills; kill++) {
    const approved = new Promise<void>((resolve) => {
      approving = resolve
    })
    await approved
    await pause(randomOfServer() * 150)
    await centre.server.kill()
    killed.server += 1
    await pause(randomOfServer() * 300)
    await centre.server.resume()
  }
}

async function checkAll(extent: 'new' | 'all'): Promise<void> {
  await centre.reconnect()
  for (const office of offices.all) {
    const violations = await office.findViolations(centre, extent)
    found.lost.push(...violations.lost)
    found.doubled.push(...violations.doubled)
    found.differing.push(...violations.differing)
    found.unsound.push(...violations.unsound)
  }
  console.log(
    `${killed.offices} kills of offices, ${killed.server} of the server, seed ${values.seed}: ` +
      `${acknowledged('submitted')} applications and ${acknowledged('approved')} approvals acknowledged, ` +
      `${found.lost.length} lost, ${found.doubled.length} doubled, ${found.differing.length} differing, ` +
      `${found.unsound.length} unsound (${Math.round((performance.now() - began) / 1000)} s)`,
  )
}

function acknowledged(what: 'submitted' | 'approved'): number {
  return offices.all.reduce((sum, office) => sum + office.acknowledged[what], 0)
}
