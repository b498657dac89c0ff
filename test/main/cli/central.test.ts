import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testConnection } from '../../../main/central/central-client.ts'
import { centralMigrations } from '../../../main/central/schema.ts'
import { parseCentralArguments, UsageError } from '../../../main/cli/central-arguments.ts'
import { checkAdministratorCode, openActivation } from '../../../main/identity/activation-file.ts'
import { systemClock } from '../../../main/store/clock.ts'
import { CentreSettings } from '../../../shared/office.ts'
import { Problem } from '../../../shared/problems.ts'
import { startMariaDB } from '../../support/mariadb.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const versions = centralMigrations().map(({ version }) => version)
const url = 'mysql://root:s%20cret@centre.example:3307/registry'

describe('the command line', () => {
  test('names the server, the database and the work', () => {
    expect(parseCentralArguments(['office', 'list', '--url', url, '--json'], {})).toEqual({
      command: { name: 'office list' },
      address: {
        host: 'centre.example',
        port: 3307,
        user: 'root',
        password: 's cret',
        database: 'registry',
        certificateAuthority: undefined,
      },
      json: true,
    })
    const short = parseCentralArguments(['install', '--url', 'mysql://127.0.0.1'], {
      SOLID_CENTRE_PASSWORD: 'kept',
    })
    expect(short.address).toMatchObject({
      port: 3306,
      user: 'root',
      password: 'kept',
      database: 'solid_loket',
    })
    expect(parseCentralArguments(['status', '--url', 'mysql://[::1]:1/a'], {}).address.host).toBe('::1')
  })

  // Checked by the first line only: nobody connects here.
  const withAuthority = ['--url', url, '--ca', 'test/main/cli/authority.pem']

  test('names where offices reach the centre: one server, or all of a cluster', () => {
    const reachableAt = (address: string) => {
      const given = ['office', 'add', '3271031006', ...withAuthority, '--address', address]
      const { command } = parseCentralArguments(given, {})
      return command.name === 'office add' ? command.reachableAt : undefined
    }
    expect(reachableAt('db.example')).toEqual({ host: 'db.example', port: 3307 })
    expect(reachableAt('[::1]:3308')).toEqual({ host: '::1', port: 3308 })
    expect(reachableAt('db2.example,db1.example:3308')).toEqual({
      host: 'db2.example,db1.example:3308',
      port: 3307,
    })
  })

  test.each([
    ['without a command', ['--url', url]],
    ['with one that is none', ['destroy', '--url', url]],
    ['with too much', ['install', 'twice', '--url', url]],
    ['without an address', ['install']],
    ['with an address of another kind', ['install', '--url', 'https://centre.example']],
    ['with a database that would be SQL', ['install', '--url', 'mysql://centre.example/a;b']],
    ['with an unknown option', ['install', '--url', url, '--force']],
    ['with an office code of 8 digits', ['office', 'add', '32710310', '--url', url]],
    ['for an office without an authority', ['office', 'add', '3271031006', '--url', url]],
    ['with an authority that is not there', ['status', '--url', url, '--ca', '/nowhere.pem']],
    ['with servers of no name', ['office', 'add', '3271031006', '--address', 'db1,,db2', ...withAuthority]],
    ['with a file and no key', ['office', 'add', '3271031006', '--out', 'x', ...withAuthority]],
    [
      'with a file and no name',
      ['office', 'add', '3271031006', '--out', 'x', '--key', 'k', ...withAuthority],
    ],
    ['for a directory without a file', ['directory', 'init', '--url', url]],
    ['for an agency that is none', ['agency', 'add', 'pajak', '3271', '--name', 'Pajak', ...withAuthority]],
    ['for an agency of no area', ['agency', 'add', 'bpjs', '327', '--name', 'BPJS', ...withAuthority]],
    ['for an agency without a name', ['agency', 'add', 'bpjs', '3271', ...withAuthority]],
    ['with an authority that is none', ['status', '--url', url, '--ca', import.meta.filename]],
  ])('%s is refused', (_what, parameters) => {
    expect(() => parseCentralArguments(parameters, {})).toThrow(UsageError)
  })
})

const run = (...parameters: string[]) =>
  promisify(execFile)(process.execPath, [join('main', 'cli', 'central.ts'), ...parameters])

test('from an empty server to an office that is let in', async () => {
  await using server = await startMariaDB({ tls: true })
  await using folder = await makeTempFolder('central')
  const ca = join(folder.path, 'ca.pem')
  await writeFile(ca, server.ca ?? '')
  const to = ['--url', `mysql://root@127.0.0.1:${server.port}/registry`, '--ca', ca, '--json']

  await expect(run('status', ...to)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/install/),
  })
  const installed: unknown = JSON.parse((await run('install', ...to)).stdout)
  expect(installed).toMatchObject({
    applied: versions,
    version: versions.at(-1),
    offices: 0,
  })
  expect(JSON.parse((await run('migrate', ...to)).stdout)).toMatchObject({ applied: [] })

  // What is printed is what the office's wizard takes, and it opens the line.
  const added = await run('office', 'add', '3271031006', '--address', 'localhost', ...to)
  const settings = CentreSettings.parse(JSON.parse(added.stdout))
  expect(settings).toMatchObject({ host: 'localhost', port: server.port, user: 'loket_3271031006' })
  expect(await testConnection(settings)).toMatchObject({ version: expect.stringMatching(/^\d/) })

  await expect(run('office', 'add', '3271031006', ...to)).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/renew/),
  })
  const renewed = CentreSettings.parse(JSON.parse((await run('office', 'renew', '3271031006', ...to)).stdout))
  expect(renewed.password).not.toBe(settings.password)
  expect(JSON.parse((await run('office', 'list', ...to)).stdout)).toMatchObject([{ code: '3271031006' }])
  await expect(run('office', 'add', '12', ...to)).rejects.toMatchObject({ code: 2 })
  const wrong = ['--url', `mysql://root:wrong@127.0.0.1:${server.port}/registry`, '--ca', ca]
  await expect(run('status', ...wrong)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/akun/),
  })
})

test('a directory, an office with its activation file, its revocation, and an agency', async () => {
  await using server = await startMariaDB({ tls: true })
  await using folder = await makeTempFolder('central')
  const file = (name: string) => join(folder.path, name)
  await writeFile(file('ca.pem'), server.ca ?? '')
  const to = ['--url', `mysql://root@127.0.0.1:${server.port}/registry`, '--ca', file('ca.pem'), '--json']
  const key = ['--key', file('directory.key')]
  const naming = ['--name', 'Kelurahan Sempur', '--out', file('sempur.aktivasi'), ...key]
  const asked = async (...parameters: string[]): Promise<unknown> =>
    JSON.parse((await run(...parameters, ...to)).stdout)
  const refusal = async (...parameters: string[]) =>
    run(...parameters, ...to).then(
      () => 'none',
      (error: { stderr: string }) => error.stderr,
    )

  await run('install', ...to)
  expect(await refusal('office', 'add', '3271031006', ...naming)).toMatch(/DIRECTORY_PASSPHRASE|no such file/)
  const Begun = z.object({ publicKey: z.string(), passphrase: z.string() })
  const begun = Begun.parse(await asked('directory', 'init', ...key))
  expect(begun.passphrase).toMatch(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/)
  expect(await refusal('directory', 'init', '--key', file('other.key'))).toMatch(/already/)
  expect(await asked('directory', 'show')).toEqual({ publicKey: begun.publicKey, entries: 0, revocations: 0 })
  // An office without keys would take part in nothing that goes between offices.
  expect(await refusal('office', 'add', '3271031006')).toMatch(/--out/)

  process.env.SOLID_DIRECTORY_PASSPHRASE = 'a wrong one'
  try {
    expect(await refusal('office', 'add', '3271031006', ...naming)).toMatch(/does not open/)
    process.env.SOLID_DIRECTORY_PASSPHRASE = begun.passphrase
    const Issued = z.object({ keys: z.int(), passphrase: z.string(), administratorCode: z.string() })
    const issued = Issued.parse(await asked('office', 'add', '3271031006', ...naming))
    const text = await readFile(file('sempur.aktivasi'), 'utf8')
    const activation = await openActivation(text, issued.passphrase, systemClock)
    expect(activation.office).toEqual({ code: '3271031006', name: 'Kelurahan Sempur' })
    expect(activation.directoryKey).toBe(begun.publicKey)
    await checkAdministratorCode(activation, issued.administratorCode.toLowerCase())
    expect(await testConnection(activation.centre)).toMatchObject({ version: expect.any(String) })
    expect(text).not.toContain(activation.centre.password)
    // A file that is there is never written over.
    expect(await refusal('office', 'renew', '3271031006', ...naming)).toMatch(/there already/)

    expect(await asked('office', 'revoke', '3271031006')).toMatchObject({ keysRevoked: false })
    await expect(testConnection(activation.centre)).rejects.toThrow(new Problem('office-revoked'))
    expect(await asked('office', 'revoke', '3271031006', ...key)).toMatchObject({ keysRevoked: true })
    expect(await asked('directory', 'show')).toMatchObject({ entries: 0, revocations: 1 })
    expect(await asked('office', 'list')).toMatchObject([
      { code: '3271031006', name: 'Kelurahan Sempur', keyNumber: 1, revokedAt: expect.stringMatching(/Z$/) },
    ])

    const again = ['office', 'renew', '3271031006', '--out', file('again.aktivasi'), ...key]
    const renewed = Issued.parse(await asked(...again))
    const second = await openActivation(
      await readFile(file('again.aktivasi'), 'utf8'),
      renewed.passphrase,
      systemClock,
    )
    expect([renewed.keys, second.office.name]).toEqual([2, 'Kelurahan Sempur'])
    expect(await testConnection(second.centre)).toMatchObject({ version: expect.any(String) })
  } finally {
    delete process.env.SOLID_DIRECTORY_PASSPHRASE
  }

  const agency = ['dinsos', '3271', '--name', 'Dinsos Kota']
  const dinsos = CentreSettings.parse(await asked('agency', 'add', ...agency))
  expect(dinsos.user).toBe('loket_dinsos_3271')
  expect(await refusal('agency', 'add', ...agency)).toMatch(/renew/)
  expect(await asked('agency', 'revoke', 'dinsos', '3271')).toEqual({ revoked: 'dinsos 3271' })
  expect(await asked('agency', 'list')).toMatchObject([{ kind: 'dinsos', revokedAt: expect.any(String) }])
  expect(CentreSettings.parse(await asked('agency', 'renew', 'dinsos', '3271')).password).not.toBe(
    dinsos.password,
  )
})
