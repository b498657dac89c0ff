import fs from 'node:fs'
import type { KeyPair } from '../../shared/directory.ts'
import { CentreSettings } from '../../shared/office.ts'
import type { CentreAccount } from '../central/account.ts'
import type { Administrator } from '../central/administrator.ts'
import { addAgency, listAgencies, renewAgency, revokeAgency } from '../central/agencies.ts'
import { findDirectory, publishRevocation, setDirectoryKey } from '../central/directory.ts'
import {
  addOffice,
  findOffice,
  listOffices,
  renewOffice,
  revokeOffice,
  updateOffice,
} from '../central/offices.ts'
import { type Applied, install, migrate } from '../central/schema.ts'
import { centreStatus } from '../central/status.ts'
import { newDirectoryKey, revokeKeys } from '../identity/directory-key.ts'
import { openDirectoryKey, sealDirectoryKey } from '../identity/directory-key-file.ts'
import { issueActivation } from '../identity/issue-activation.ts'
import { newPassphrase } from '../identity/passphrase.ts'
import { systemClock } from '../store/clock.ts'
import type { CentralArguments, CentralCommand } from './central-arguments.ts'

/** The output of a command: a table, or values by name. */
export type CommandOutput = readonly object[] | object

/**
 * What the terminal's environment holds: never on the command line, which every process of the machine can
 * read.
 */
export interface Secrets {
  /** Opens the file of the directory key. */
  directoryPassphrase: string | undefined
  /** The administrator's own choice for an activation file. */
  activationPassphrase: string | undefined
}

interface Task {
  administrator: Administrator
  address: CentralArguments['address']
  secrets: Secrets
}

export async function runCentralCommand(task: Task, command: CentralCommand): Promise<CommandOutput> {
  const { administrator } = task
  switch (command.name) {
    case 'install':
      return upgraded(administrator, await install(administrator))
    case 'migrate':
      return upgraded(administrator, await migrate(administrator))
    case 'status':
      return centreStatus(administrator)
    case 'directory init':
      return initDirectory(task, command.keyFile)
    case 'directory show':
      return (await findDirectory(administrator)) ?? { publicKey: null, entries: 0, revocations: 0 }
    case 'office list':
      return listOffices(administrator)
    case 'office add':
    case 'office renew':
      return command.out === undefined
        ? issueSettings(task, command)
        : issueActivationFile(task, command, command.out)
    case 'office revoke':
      return revoke(task, command)
    case 'agency list':
      return listAgencies(administrator)
    case 'agency add': {
      const { agency, agencyName, reachableAt } = command
      const account = await addAgency(administrator, agency, agencyName)
      return settingsOf(
        task,
        reachableAt,
        account ?? throwAlreadyAdded(`${agency.kind} ${agency.area}`, 'agency'),
      )
    }
    case 'agency renew': {
      const { agency, reachableAt } = command
      const account = await renewAgency(administrator, agency)
      return settingsOf(
        task,
        reachableAt,
        account ?? throwNotAdded(`${agency.kind} ${agency.area}`, 'agency'),
      )
    }
    case 'agency revoke': {
      const { kind, area } = command.agency
      if (!(await revokeAgency(administrator, command.agency))) throwNotAdded(`${kind} ${area}`, 'agency')
      return { revoked: `${kind} ${area}` }
    }
  }
}

async function upgraded(
  administrator: Administrator,
  { versions, routines }: Applied,
): Promise<CommandOutput> {
  return { applied: versions, routines: routines.length, ...(await centreStatus(administrator)) }
}

async function initDirectory({ administrator, secrets }: Task, keyFile: string): Promise<CommandOutput> {
  if (await findDirectory(administrator)) throw new Error('this centre has a directory key already')
  const passphrase = secrets.directoryPassphrase ?? newPassphrase()
  const pair = newDirectoryKey()
  const createdAt = systemClock().toISOString()
  // The file first: a directory whose key nobody has could never be used.
  writeNewFile(keyFile, await sealDirectoryKey(pair, createdAt, passphrase))
  if (!(await setDirectoryKey(administrator, pair.publicKey))) {
    throw new Error('another administrator has begun the directory at this moment; this key is of no use')
  }
  return { publicKey: pair.publicKey, file: keyFile, passphrase }
}

type OfficeCommand = Extract<CentralCommand, { name: 'office add' | 'office renew' }>

/** Exactly what the office's wizard takes where there is no directory. */
async function issueSettings(task: Task, command: OfficeCommand): Promise<CommandOutput> {
  if (await findDirectory(task.administrator)) {
    throw new Error('this centre has a directory of keys: --out FILE and --key FILE give the office its own')
  }
  return settingsOf(task, command.reachableAt, await issueAccount(task, command))
}

async function issueActivationFile(task: Task, command: OfficeCommand, out: string): Promise<CommandOutput> {
  const { administrator, secrets } = task
  const { code, keyFile, reachableAt } = command
  const directoryKey = await readDirectoryKey(task, keyFile)
  if (fs.existsSync(out)) throw new Error(`${out} is there already`)
  const existing = await findOffice(administrator, code)
  const name = command.officeName || existing?.name || throwUnnamed(code)
  const centre = settingsOf(task, reachableAt, await issueAccount(task, command))
  const number = (existing?.keyNumber ?? 0) + 1
  const issued = await issueActivation(
    directoryKey,
    { office: { code, name }, number, centre },
    systemClock(),
    secrets.activationPassphrase,
  )
  await updateOffice(administrator, code, { name, keyNumber: number })
  const { file, ...passphrases } = issued
  writeNewFile(out, file)
  return { office: code, name, keys: number, file: out, ...passphrases }
}

async function issueAccount(
  { administrator }: Task,
  { name, code, officeName }: OfficeCommand,
): Promise<CentreAccount> {
  if (name === 'office add') {
    return (await addOffice(administrator, code, officeName)) ?? throwAlreadyAdded(code, 'office')
  }
  return (await renewOffice(administrator, code)) ?? throwNotAdded(code, 'office')
}

/** The account is revoked at once, also without the directory key: revoking the office's keys can follow. */
async function revoke(
  task: Task,
  { code, keyFile }: Extract<CentralCommand, { name: 'office revoke' }>,
): Promise<CommandOutput> {
  const { administrator } = task
  if (!(await revokeOffice(administrator, code))) throwNotAdded(code, 'office')
  const upTo = (await findOffice(administrator, code))?.keyNumber ?? 0
  if (upTo === 0) return { revoked: code }
  if (keyFile === undefined) {
    return { revoked: code, keysRevoked: false, next: 'the same with --key FILE, so that other offices know' }
  }
  const directoryKey = await readDirectoryKey(task, keyFile)
  const at = systemClock().toISOString()
  await publishRevocation(administrator, revokeKeys(directoryKey, { office: code, upTo, at }))
  return { revoked: code, keysRevoked: true }
}

async function readDirectoryKey(
  { administrator, secrets }: Task,
  keyFile: string | undefined,
): Promise<KeyPair> {
  if (keyFile === undefined) throw new Error('--key FILE is missing')
  if (secrets.directoryPassphrase === undefined) throw new Error('SOLID_DIRECTORY_PASSPHRASE is not set')
  const pair = await openDirectoryKey(fs.readFileSync(keyFile, 'utf8'), secrets.directoryPassphrase)
  const directory = await findDirectory(administrator)
  if (directory === undefined) throw new Error('this centre has no directory yet: directory init begins it')
  if (directory.publicKey !== pair.publicKey) throw new Error('this is the directory key of another centre')
  return pair
}

/** For its owner's eyes, and never over a file that is there. */
function writeNewFile(file: string, text: string): void {
  fs.writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
}

const settingsOf = (
  { address: { database, certificateAuthority } }: Task,
  reachableAt: { host: string; port: number },
  account: CentreAccount,
): CentreSettings => CentreSettings.parse({ ...reachableAt, database, ...account, certificateAuthority })

function throwUnnamed(code: string): never {
  throw new Error(`${code} has no name yet: --name NAME`)
}

function throwAlreadyAdded(who: string, what: 'office' | 'agency'): never {
  throw new Error(`${who} is in already; ${what} renew gives it a new password`)
}

function throwNotAdded(who: string, what: 'office' | 'agency'): never {
  throw new Error(`${who} is not in; ${what} add lets it in`)
}
