import fs from 'node:fs'
import type { KeyPair } from '../../shared/directory.ts'
import { CentreSettings } from '../../shared/office.ts'
import {
  issueActivation,
  newPassphrase,
  openDirectoryKey,
  sealDirectoryKey,
} from '../activation/activation.ts'
import {
  type Administrator,
  type Applied,
  addAgency,
  addOffice,
  type CentreAccount,
  centreStatus,
  findDirectory,
  findOffice,
  install,
  listAgencies,
  listOffices,
  migrate,
  nameOffice,
  publishRevocation,
  putDirectoryKey,
  renewAgency,
  renewOffice,
  revokeAgency,
  revokeOffice,
} from '../central/central.ts'
import { newDirectoryKey, revokeKeys } from '../keys/keys.ts'
import { systemClock } from '../store/clock.ts'
import type { CentralArguments, CentralCommand } from './central-arguments.ts'

/** What a command found or did: a table, or facts by name. */
export type Outcome = readonly object[] | object

/** What the terminal's environment holds: never on the command line, which every process of the machine can read. */
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

export async function performCentral(task: Task, command: CentralCommand): Promise<Outcome> {
  const { administrator } = task
  switch (command.name) {
    case 'install':
      return upgraded(administrator, await install(administrator))
    case 'migrate':
      return upgraded(administrator, await migrate(administrator))
    case 'status':
      return centreStatus(administrator)
    case 'directory init':
      return beginDirectory(task, command.keyFile)
    case 'directory show':
      return (await findDirectory(administrator)) ?? { publicKey: null, entries: 0, revocations: 0 }
    case 'office list':
      return listOffices(administrator)
    case 'office add':
    case 'office renew':
      return command.out === undefined
        ? giveSettings(task, command)
        : giveActivation(task, command, command.out)
    case 'office revoke':
      return revoke(task, command)
    case 'agency list':
      return listAgencies(administrator)
    case 'agency add': {
      const { agency, agencyName, reachableAt } = command
      const account = await addAgency(administrator, agency, agencyName)
      return settingsOf(task, reachableAt, account ?? alreadyIn(`${agency.kind} ${agency.area}`, 'agency'))
    }
    case 'agency renew': {
      const { agency, reachableAt } = command
      const account = await renewAgency(administrator, agency)
      return settingsOf(task, reachableAt, account ?? notIn(`${agency.kind} ${agency.area}`, 'agency'))
    }
    case 'agency revoke': {
      const { kind, area } = command.agency
      if (!(await revokeAgency(administrator, command.agency))) notIn(`${kind} ${area}`, 'agency')
      return { revoked: `${kind} ${area}` }
    }
  }
}

async function upgraded(administrator: Administrator, { versions, routines }: Applied): Promise<Outcome> {
  return { applied: versions, routines: routines.length, ...(await centreStatus(administrator)) }
}

async function beginDirectory({ administrator, secrets }: Task, keyFile: string): Promise<Outcome> {
  if (await findDirectory(administrator)) throw new Error('this centre has a directory key already')
  const passphrase = secrets.directoryPassphrase ?? newPassphrase()
  const pair = newDirectoryKey()
  const createdAt = systemClock().toISOString()
  // The file before the database: a directory whose key nobody has could never be used.
  writeNewFile(keyFile, await sealDirectoryKey(pair, createdAt, passphrase))
  if (!(await putDirectoryKey(administrator, pair.publicKey))) {
    throw new Error('another administrator has begun the directory at this moment; this key is of no use')
  }
  return { publicKey: pair.publicKey, file: keyFile, passphrase }
}

type OfficeCommand = Extract<CentralCommand, { name: 'office add' | 'office renew' }>

/** Exactly what the office's wizard takes where there is no directory. */
async function giveSettings(task: Task, command: OfficeCommand): Promise<Outcome> {
  if (await findDirectory(task.administrator)) {
    throw new Error('this centre has a directory of keys: --out FILE and --key FILE give the office its own')
  }
  return settingsOf(task, command.reachableAt, await giveAccount(task, command))
}

async function giveActivation(task: Task, command: OfficeCommand, out: string): Promise<Outcome> {
  const { administrator, secrets } = task
  const { code, keyFile, reachableAt } = command
  const directoryKey = await readDirectoryKey(task, keyFile)
  if (fs.existsSync(out)) throw new Error(`${out} is there already`)
  const standing = await findOffice(administrator, code)
  const name = command.officeName || standing?.name || unnamed(code)
  const centre = settingsOf(task, reachableAt, await giveAccount(task, command))
  const number = (standing?.keyNumber ?? 0) + 1
  const issued = await issueActivation(
    directoryKey,
    { office: { code, name }, number, centre },
    systemClock(),
    secrets.activationPassphrase,
  )
  await nameOffice(administrator, code, { name, keyNumber: number })
  const { file, ...spoken } = issued
  writeNewFile(out, file)
  return { office: code, name, keys: number, file: out, ...spoken }
}

async function giveAccount(
  { administrator }: Task,
  { name, code, officeName }: OfficeCommand,
): Promise<CentreAccount> {
  if (name === 'office add') {
    return (await addOffice(administrator, code, officeName)) ?? alreadyIn(code, 'office')
  }
  return (await renewOffice(administrator, code)) ?? notIn(code, 'office')
}

/** The account is shut whether the key is at hand or not: that can be done later, and must not keep anybody waiting. */
async function revoke(
  task: Task,
  { code, keyFile }: Extract<CentralCommand, { name: 'office revoke' }>,
): Promise<Outcome> {
  const { administrator } = task
  if (!(await revokeOffice(administrator, code))) notIn(code, 'office')
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

function unnamed(code: string): never {
  throw new Error(`${code} has no name yet: --name NAME`)
}

function alreadyIn(who: string, what: 'office' | 'agency'): never {
  throw new Error(`${who} is in already; ${what} renew gives it a new password`)
}

function notIn(who: string, what: 'office' | 'agency'): never {
  throw new Error(`${who} is not in; ${what} add lets it in`)
}
