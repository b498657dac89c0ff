import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { tryCentre } from '../../main/central/central.ts'
import { parseCentralArguments, WrongUsage } from '../../main/command/central-arguments.ts'
import { CentreSettings } from '../../shared/office.ts'
import { startMariaDB } from '../support/mariadb.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const url = 'mysql://root:s%20cret@centre.example:3307/registry'

describe('the command line', () => {
  test('names the server, the database and the work', () => {
    expect(parseCentralArguments(['office', 'list', '--url', url, '--json'], {})).toEqual({
      command: { name: 'office list' },
      address: {
        ...{ host: 'centre.example', port: 3307, user: 'root', password: 's cret', database: 'registry' },
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
    ['with an authority that is none', ['status', '--url', url, '--ca', import.meta.filename]],
  ])('%s is refused', (_what, parameters) => {
    expect(() => parseCentralArguments(parameters, {})).toThrow(WrongUsage)
  })
})

const run = (...parameters: string[]) =>
  promisify(execFile)(process.execPath, [join('main', 'command', 'central.ts'), ...parameters])

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
  expect(installed).toMatchObject({ applied: [1, 2, 3, 4, 5, 6, 7], version: 7, offices: 0 })
  expect(JSON.parse((await run('migrate', ...to)).stdout)).toMatchObject({ applied: [] })

  // What is printed is what the office's wizard takes, and it opens the line.
  const added = await run('office', 'add', '3271031006', '--address', 'localhost', ...to)
  const settings = CentreSettings.parse(JSON.parse(added.stdout))
  expect(settings).toMatchObject({ host: 'localhost', port: server.port, user: 'loket_3271031006' })
  expect(await tryCentre(settings)).toMatchObject({ version: expect.stringMatching(/^\d/) })

  await expect(run('office', 'add', '3271031006', ...to)).rejects.toMatchObject({
    ...{ code: 1, stdout: '', stderr: expect.stringMatching(/renew/) },
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
}, 120_000)
