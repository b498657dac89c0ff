import fs from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { connectAdministrator } from '../../../main/central/administrator.ts'
import { addOffice, renewOffice } from '../../../main/central/offices.ts'
import { install } from '../../../main/central/schema.ts'
import { CentreSettings } from '../../../shared/office.ts'
import { startCentre } from '../../support/centre.ts'
import { setUpMachine } from '../../support/set-up-machine.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { runJourney } from './journey.ts'

/**
 * `npm run demo`: the main job without a screen. Invented families' cards are drawn to files, registered from
 * those files, verified, and replicated to a real MariaDB; then every row and every scan is compared. Exit code
 * 0 only where nothing differs.
 */
const { values } = parseArgs({
  options: {
    families: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now()) },
    url: { type: 'string' },
    ca: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const office = { code: '3271031006', name: 'Kelurahan Sempur' }
const began = performance.now()
const say = (sentence: string): void => console.log(sentence)

await using folder = await makeTempFolder('demo')
await using stack = new AsyncDisposableStack()
const { settings, administrator } = await openCentre()
stack.defer(() => administrator.end())
await administrator.query(`USE \`${settings.database}\``)

const result = await runJourney({
  folder: folder.path,
  office,
  families: Number(values.families),
  seed: values.seed,
  centre: settings,
  administrator,
  say,
})
const seconds = Math.round((performance.now() - began) / 100) / 10
for (const mismatch of result.mismatches) say(`differs: ${mismatch}`)
const summary = { ...result, mismatches: result.mismatches.length, seconds }
say(
  `${summary.replicated} of ${summary.approved} approved applications are at the centre with ${summary.scans} scans; ` +
    `${summary.mismatches} differences; ${seconds} s`,
)
if (values.json) console.log(JSON.stringify(summary))
process.exitCode = summary.mismatches === 0 && summary.replicated === summary.approved ? 0 : 1

/** The centre that --url names, or one of our own; an office account on it, and an administrator's connection. */
async function openCentre() {
  if (values.url === undefined) {
    setUpMachine('mariadbd', 'openssl')
    say('Starting a MariaDB of its own ...')
    const centre = stack.use(await startCentre(office.code))
    return { settings: centre.settings, administrator: centre.administrator.connection }
  }
  const url = new URL(values.url)
  const address = {
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1) || 'solid_loket',
    certificateAuthority: values.ca && (await fs.readFile(path.resolve(values.ca), 'utf8')),
  }
  const administrator = await connectAdministrator(address)
  await install(administrator)
  // An office that a demo before this one let in gets a new password.
  const account =
    (await addOffice(administrator, office.code)) ?? (await renewOffice(administrator, office.code))
  return {
    settings: CentreSettings.parse({ ...address, ...account }),
    administrator: administrator.connection,
  }
}
