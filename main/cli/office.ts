import path from 'node:path'
import { parseArgs } from 'node:util'
import { Problem, problemSentence } from '../../shared/problems.ts'
import { defaultDataFolder } from '../store/data-folder.ts'
import { storeProblem } from '../store/store.ts'
import {
  type ActivationSource,
  checkOffice,
  createBackup,
  initOffice,
  initOfficeActivated,
  reactivateOffice,
  restoreBackup,
  seedOffice,
  showStatus,
  syncOnce,
} from './office-tasks.ts'

/**
 * `npm run office -- COMMAND`: the office's side without a screen, for IT and tests. Exit code 0 where the work
 * was done, 1 where it was not (the reason on standard error), 2 for a command that is none.
 */
const usage = `usage: npm run office -- COMMAND [--data DIR] [--user NAME] [--json], password from SOLID_PASSWORD
  init --activation FILE                         makes the store and its first administrator from an activation file;
                                                 SOLID_ACTIVATION_PASSPHRASE and SOLID_ADMINISTRATOR_CODE open it
  init --code CODE --name NAME [--centre FILE]   the same without one
  activate --activation FILE                     takes a new activation file, also where the office was revoked
  seed --families N [--approved]                 fills an office that is still empty with invented families
  status                                         counts, and how the line to the centre stands
  sync --once                                    sends what waits, then stops
  check                                          reads the whole store: pages, scans, audit chain
  backup                                         makes a backup
  restore NAME                                   puts a backup in the store's place; the store is kept aside`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    user: { type: 'string', default: 'admin' },
    code: { type: 'string' },
    name: { type: 'string' },
    centre: { type: 'string' },
    activation: { type: 'string' },
    families: { type: 'string', default: '20' },
    approved: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

const [command, argument] = positionals
const folder = values.data ? path.resolve(values.data) : defaultDataFolder()
const credentials = { folder, username: values.user, password: process.env.SOLID_PASSWORD ?? '' }

/** What a command found or did: printed as a table for people or as one JSON line. */
type Outcome = Record<string, string | number | boolean | null>

const commands: Record<string, () => Promise<Outcome>> = {
  init: () =>
    values.activation
      ? initOfficeActivated(credentials, activationSource(values.activation))
      : initOffice(credentials, requiredOption('code'), requiredOption('name'), values.centre),
  activate: () => reactivateOffice(credentials, activationSource(requiredOption('activation'))),
  seed: () => seedOffice(credentials, positiveNumber(values.families), values.approved),
  status: () => showStatus(credentials),
  sync: () => (values.once ? syncOnce(credentials) : wrongCommand()),
  check: () => checkOffice(credentials),
  backup: () => createBackup(credentials),
  restore: () => (argument ? restoreBackup(credentials, argument) : wrongCommand()),
}

const activationSource = (file: string): ActivationSource => ({
  file,
  passphrase: process.env.SOLID_ACTIVATION_PASSPHRASE ?? '',
  code: process.env.SOLID_ADMINISTRATOR_CODE ?? '',
})

function requiredOption(option: 'code' | 'name' | 'activation'): string {
  return values[option] ?? wrongCommand()
}

function positiveNumber(text: string): number {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 ? number : wrongCommand()
}

function wrongCommand(): never {
  console.error(usage)
  process.exit(2)
}

const run = commands[command ?? ''] ?? wrongCommand
try {
  const outcome = await run()
  if (values.json) console.log(JSON.stringify(outcome))
  else for (const [name, value] of Object.entries(outcome)) console.log(`${name.padEnd(18)} ${value ?? '-'}`)
  process.exitCode = outcome.sound === false ? 1 : 0
} catch (error) {
  const problem = error instanceof Problem ? error : storeProblem(error)
  if (!problem) throw error
  console.error(
    values.json ? JSON.stringify({ problem: problem.toValue() }) : problemSentence(problem.toValue()),
  )
  process.exitCode = 1
}
