import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { AgencyKind } from '../../shared/agency.ts'
import { centreServers } from '../../shared/centre-servers.ts'
import type { AdministratorCredentials } from '../central/administrator.ts'
import type { AgencyName } from '../central/agencies.ts'

/** Where offices and agencies reach the server. */
type WithServerAddress = { reachableAt: { host: string; port: number } }

/** The file of the directory key; undefined where it was not named. */
type WithKeyFile = { keyFile: string | undefined }

/** What an administrator of the centre may ask for. */
export type CentralCommand =
  | { name: 'install' | 'migrate' | 'status' | 'office list' | 'agency list' | 'directory show' }
  | { name: 'directory init'; keyFile: string }
  | ({
      name: 'office add' | 'office renew'
      code: string
      officeName: string | undefined
      /** The activation file to write; without one the account itself is printed. */
      out: string | undefined
    } & WithServerAddress &
      WithKeyFile)
  | ({ name: 'office revoke'; code: string } & WithKeyFile)
  | ({ name: 'agency add'; agency: AgencyName; agencyName: string } & WithServerAddress)
  | ({ name: 'agency renew'; agency: AgencyName } & WithServerAddress)
  | { name: 'agency revoke'; agency: AgencyName }

export interface CentralArguments {
  command: CentralCommand
  address: AdministratorCredentials
  json: boolean
}

/** The command line is not one of ours; the message says what is wrong with it. */
export class UsageError extends Error {}

export const centralUsage = `usage: npm run central -- COMMAND --url mysql://USER:PASSWORD@HOST:PORT/DATABASE [--ca FILE] [--json]
  install              makes the database, its procedures and views; repeated, it brings them up to date
  migrate              brings an installed database up to date
  status               version and totals
  directory init       makes the directory key, by which offices know each other's keys, and writes it into --key FILE
  directory show       its public half, and how many keys and revocations the directory holds
  office add CODE      lets an office in: --name NAME --out FILE --key FILE writes its activation file;
                       without --out, where there is no directory, its account is printed once; CODE has 6 or 10 digits
  office renew CODE    a new password, new keys and a new file; lets an office that was revoked in again
  office revoke CODE   shuts an office out at once; --key FILE also tells the other offices that its keys count no more
  office list          every office: keys, computers, records, scans, when last seen, when revoked
  agency add KIND AREA   lets an agency in (${AgencyKind.options.join(', ')}) for a province (2 digits), city (4),
                       kecamatan or kelurahan: --name NAME; prints its account, once
  agency renew|revoke KIND AREA, agency list

  --ca FILE       PEM of the authority that signed the server's certificate; needed for accounts
  --address HOST:PORT[,HOST:PORT ...]  where offices reach the server, if not as in --url; of a cluster all its
                  servers, in the order in which this office is to try them
The administrator's password may be in SOLID_CENTRE_PASSWORD instead of the address. SOLID_DIRECTORY_PASSPHRASE opens
the directory key, SOLID_ACTIVATION_PASSPHRASE is a passphrase of your own for the activation file; without them one is
made and printed. DATABASE is solid_loket unless named.`

const plainCommands = [
  'install',
  'migrate',
  'status',
  'office list',
  'agency list',
  'directory show',
] as const

/** Reads the command line. Throws WrongUsage; reads the file that --ca names. */
export function parseCentralArguments(
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CentralArguments {
  const { values, positionals } = read(parameters)
  const certificateAuthority = values.ca === undefined ? undefined : readAuthority(values.ca)
  const address = { ...parseUrl(values.url, environment.SOLID_CENTRE_PASSWORD), certificateAuthority }
  const [first = ''] = positionals
  const length = ['office', 'agency', 'directory'].includes(first) ? 2 : 1
  const [name, rest] = [positionals.slice(0, length).join(' '), positionals.slice(length)]
  return { command: parseCommand(name, rest, values, address), address, json: values.json }
}

type Values = ReturnType<typeof read>['values']

function parseCommand(
  name: string,
  rest: readonly string[],
  values: Values,
  address: AdministratorCredentials,
): CentralCommand {
  const plain = plainCommands.find((known) => known === name)
  if (plain !== undefined) {
    expectCount(rest, 0)
    return { name: plain }
  }
  switch (name) {
    case 'directory init':
      expectCount(rest, 0)
      if (values.key === undefined) throw new UsageError('--key FILE says where the directory key is written')
      return { name, keyFile: values.key }
    case 'office add':
    case 'office renew': {
      const { key: keyFile, out } = values
      const code = parseCode(rest)
      if (out !== undefined && keyFile === undefined) throw new UsageError('--out needs --key FILE')
      if (name === 'office add' && out !== undefined && !values.name?.trim()) {
        throw new UsageError('--out needs --name NAME, as it stands on the office’s letters')
      }
      return { name, code, officeName: values.name?.trim(), out, keyFile, ...parseReachable(values, address) }
    }
    case 'office revoke':
      return { name, code: parseCode(rest), keyFile: values.key }
    case 'agency add': {
      const agencyName = values.name?.trim()
      if (!agencyName) throw new UsageError('--name NAME is missing')
      return { name, agency: parseAgency(rest), agencyName, ...parseReachable(values, address) }
    }
    case 'agency renew':
      return { name, agency: parseAgency(rest), ...parseReachable(values, address) }
    case 'agency revoke':
      return { name, agency: parseAgency(rest) }
    default:
      throw new UsageError('no such command')
  }
}

function expectCount(rest: readonly string[], count: number): void {
  if (rest.length !== count) throw new UsageError('no such command')
}

function parseCode(rest: readonly string[]): string {
  const [code = ''] = rest
  expectCount(rest, 1)
  if (!/^\d{6}(\d{4})?$/.test(code)) throw new UsageError('an office code has 6 or 10 digits')
  return code
}

function parseAgency(rest: readonly string[]): AgencyName {
  const [kind, area = ''] = rest
  expectCount(rest, 2)
  const known = AgencyKind.safeParse(kind)
  if (!known.success) throw new UsageError(`an agency is one of ${AgencyKind.options.join(', ')}`)
  if (!/^\d{2}(\d{2}(\d{2}(\d{4})?)?)?$/.test(area)) throw new UsageError('an area has 2, 4, 6 or 10 digits')
  return { kind: known.data, area }
}

function parseReachable({ address }: Values, fallback: AdministratorCredentials): WithServerAddress {
  if (fallback.certificateAuthority === undefined) {
    throw new UsageError('an account checks the server by --ca FILE, so it cannot be made without it')
  }
  return { reachableAt: parseAddress(address, fallback) }
}

function read(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        ca: { type: 'string' },
        address: { type: 'string' },
        name: { type: 'string' },
        out: { type: 'string' },
        key: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'not understood', { cause: error })
  }
}

function parseUrl(text: string | undefined, password: string | undefined) {
  if (text === undefined) throw new UsageError('--url is missing')
  const url = URL.parse(text)
  if (url?.protocol !== 'mysql:' || url.hostname === '') {
    throw new UsageError('--url is no mysql://USER:PASSWORD@HOST:PORT/DATABASE')
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || 'solid_loket'
  if (!/^[A-Za-z0-9_]{1,64}$/.test(database)) throw new UsageError('a database has letters, digits and _')
  return {
    host: hostOf(url),
    port: Number(url.port) || 3306,
    user: decodeURIComponent(url.username) || 'root',
    password: url.password === '' ? (password ?? '') : decodeURIComponent(url.password),
    database,
  }
}

function parseAddress(text: string | undefined, fallback: { host: string; port: number }) {
  if (text === undefined) return { host: fallback.host, port: fallback.port }
  const servers = centreServers(text, fallback.port)
  const [first] = servers ?? []
  if (first === undefined) throw new UsageError('--address is no HOST:PORT[,HOST:PORT ...]')
  return servers?.length === 1 ? first : { host: text, port: fallback.port }
}

/** An address of IPv6 stands in brackets in a URL and without them everywhere else. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1')

function readAuthority(file: string): string {
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`--ca ${file} cannot be read`, { cause: error })
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new UsageError(`--ca ${file} is no certificate in PEM`)
  return text
}
