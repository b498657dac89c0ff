import fs from 'node:fs'
import { parseArgs } from 'node:util'
import type { CentreAddress } from '../central/central.ts'

/** What an administrator of the centre may ask for. */
export type CentralCommand =
  | { name: 'install' | 'migrate' | 'status' | 'office list' }
  | { name: 'office add' | 'office renew'; code: string; reachableAt: { host: string; port: number } }

export interface CentralArguments {
  command: CentralCommand
  address: CentreAddress
  json: boolean
}

/** The command line is not one of ours; the message says what is wrong with it. */
export class WrongUsage extends Error {}

export const centralUsage = `usage: npm run central -- COMMAND --url mysql://USER:PASSWORD@HOST:PORT/DATABASE [--ca FILE] [--json]
  install            makes the database, its procedures and views; repeated, it brings them up to date
  migrate            brings an installed database up to date
  office add CODE    lets an office in and prints its account, once; CODE has 6 or 10 digits
  office renew CODE  gives an office a new password and prints it, once
  office list        every office: computers, records, scans, when last seen
  status             version and totals

  --ca FILE       PEM of the authority that signed the server's certificate; needed for office add and renew
  --address HOST:PORT  where offices reach the server, if not as in --url
The password may be in SOLID_CENTRE_PASSWORD instead of the address. DATABASE is solid_loket unless named.`

const commands = ['install', 'migrate', 'status', 'office list'] as const
const officeCommands = ['office add', 'office renew'] as const

/** Reads the command line. Throws WrongUsage; reads the file that --ca names. */
export function parseCentralArguments(
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CentralArguments {
  const { values, positionals } = read(parameters)
  const certificateAuthority = values.ca === undefined ? undefined : readAuthority(values.ca)
  const address = {
    ...parseUrl(values.url, environment.SOLID_CENTRE_PASSWORD),
    certificateAuthority,
  }
  const name = positionals.slice(0, positionals[0] === 'office' ? 2 : 1).join(' ')
  const rest = positionals.slice(name.split(' ').length)
  const plain = commands.find((known) => known === name)
  if (plain !== undefined && rest.length === 0)
    return { command: { name: plain }, address, json: values.json }
  const forOffice = officeCommands.find((known) => known === name)
  const [code, ...more] = rest
  if (forOffice === undefined || code === undefined || more.length > 0)
    throw new WrongUsage('no such command')
  if (!/^\d{6}(\d{4})?$/.test(code)) throw new WrongUsage('an office code has 6 or 10 digits')
  if (certificateAuthority === undefined) {
    throw new WrongUsage('an office checks the server by --ca FILE, so the account cannot be made without it')
  }
  const reachableAt = parseAddress(values.address, address)
  return { command: { name: forOffice, code, reachableAt }, address, json: values.json }
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
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : 'not understood', { cause: error })
  }
}

function parseUrl(text: string | undefined, password: string | undefined) {
  if (text === undefined) throw new WrongUsage('--url is missing')
  const url = URL.parse(text)
  if (url?.protocol !== 'mysql:' || url.hostname === '') {
    throw new WrongUsage('--url is no mysql://USER:PASSWORD@HOST:PORT/DATABASE')
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || 'solid_loket'
  if (!/^[A-Za-z0-9_]{1,64}$/.test(database)) throw new WrongUsage('a database has letters, digits and _')
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
  const url = URL.parse(`mysql://${text}`)
  if (url === null || url.hostname === '' || url.pathname !== '')
    throw new WrongUsage('--address is no HOST:PORT')
  return { host: hostOf(url), port: Number(url.port) || fallback.port }
}

/** An address of IPv6 stands in brackets in a URL and without them everywhere else. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1')

function readAuthority(file: string): string {
  let text: string
  try {
    text = fs.readFileSync(file, 'utf8')
  } catch (error) {
    throw new WrongUsage(`--ca ${file} cannot be read`, { cause: error })
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new WrongUsage(`--ca ${file} is no certificate in PEM`)
  return text
}
