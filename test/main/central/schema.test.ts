import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Administrator, connectAdministrator } from '../../../main/central/administrator.ts'
import { connectToCentral } from '../../../main/central/central-client.ts'
import { addOffice, listOffices, renewOffice } from '../../../main/central/offices.ts'
import { centralRoutines } from '../../../main/central/routines.ts'
import { centralMigrations, install, migrate, schemaVersion } from '../../../main/central/schema.ts'
import { centreStatus } from '../../../main/central/status.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { Problem } from '../../../shared/problems.ts'
import { approvedRecord, sha256 } from '../../support/approved.ts'
import { homeVillage } from '../../support/family.ts'
import { type MariaDB, startMariaDB } from '../../support/mariadb.ts'

let server: MariaDB
beforeAll(async () => {
  server = await startMariaDB({ tls: true })
})
afterAll(() => server.stop())

const versions = centralMigrations().map(({ version }) => version)
const newest = versions.at(-1)
const routines = centralRoutines().map(({ name }) => name)

async function connect(database: string): Promise<Administrator & AsyncDisposable> {
  const administrator = await connectAdministrator({
    host: server.host,
    port: server.port,
    user: 'root',
    password: '',
    database,
    certificateAuthority: server.ca,
  })
  return { ...administrator, [Symbol.asyncDispose]: () => administrator.connection.end() }
}

describe('installing', () => {
  test('applies every version once, in order', async () => {
    await using administrator = await connect('first_1')
    expect(await install(administrator)).toEqual({ versions, routines })
    expect(await install(administrator)).toEqual({ versions: [], routines: [] })
    expect(await migrate(administrator)).toEqual({ versions: [], routines: [] })
    expect(await centreStatus(administrator)).toEqual({
      version: newest,
      offices: 0,
      applications: 0,
      complete: 0,
      scans: 0,
      scanBytes: 0,
      refusals: 0,
    })
  })

  test('a database made beforehand with another collation compares exactly all the same', async () => {
    await using administrator = await connect('second_1')
    await administrator.connection.query(
      'CREATE DATABASE second_1 CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci',
    )
    await install(administrator)
    const [rows] = await administrator.connection.query(
      `SELECT DISTINCT collation_name AS collation FROM information_schema.columns
       WHERE table_schema = 'second_1' AND table_name NOT LIKE 'own%' AND collation_name IS NOT NULL`,
    )
    expect(rows).toEqual([{ collation: 'utf8mb4_bin' }])
  })

  test('a migration that was cut is applied once more', async () => {
    await using administrator = await connect('third_1')
    await install(administrator)
    await administrator.connection.query('DELETE FROM schema_versions')
    await administrator.connection.query('DELETE FROM routines')
    expect(await migrate(administrator)).toEqual({ versions, routines })
    expect(await schemaVersion(administrator.connection, 'third_1')).toBe(newest)
  })

  test('procedures and views of a filled centre are applied again, and its offices keep their rights', async () => {
    await using administrator = await connect('fourth_1')
    await install(administrator)
    const account = await addOffice(administrator, '3271031008')
    const settings = {
      host: server.host,
      port: server.port,
      database: 'fourth_1',
      user: '',
      password: '',
      ...account,
      certificateAuthority: server.ca ?? '',
    }
    const record = approvedRecord(1)
    const payload = JSON.stringify({ ...record, family: { ...record.family, village: '3271031008' } })
    const operation = {
      id: newId(),
      application: record.id,
      device: newId(),
      sequence: 1,
      payload,
      payloadHash: sha256(payload),
    }
    await using before = closing(await connectToCentral(settings))
    expect(await before.submit(operation)).toMatchObject({ verdict: 'applied' })

    // Applied again, which on MySQL takes the rights to them away.
    await administrator.connection.query("UPDATE routines SET hash = ''")
    expect(await migrate(administrator)).toEqual({ versions: [], routines })
    await using after = closing(await connectToCentral(settings))
    expect(await after.submit(operation)).toMatchObject({ verdict: 'already', complete: true })
  })

  test('without a schema, or with a newer one, nothing is done', async () => {
    await using administrator = await connect('fifth_1')
    await expect(migrate(administrator)).rejects.toThrow(new Problem('centre-outdated'))
    await install(administrator)
    await administrator.connection.query("INSERT INTO schema_versions VALUES (999, 'future', NOW(3))")
    await expect(migrate(administrator)).rejects.toThrow(new Problem('centre-outdated'))
  })

  test('two administrators at once', async () => {
    await using one = await connect('sixth_1')
    await using other = await connect('sixth_1')
    const applied = await Promise.all([install(one), install(other)])
    expect(applied.flatMap((each) => each.versions).toSorted((one, other) => one - other)).toEqual(versions)
    expect(applied.flatMap((each) => each.routines).toSorted()).toEqual(routines.toSorted())
  })

  test('people are found by NIK and No. KK, and nothing is keyed by them', async () => {
    await using administrator = await connect('seventh_1')
    await install(administrator)
    const [rows] = await administrator.connection.query(
      `SELECT table_name AS tableName, column_name AS columnName, MIN(non_unique) AS nonUnique
       FROM information_schema.statistics
       WHERE table_schema = 'seventh_1' AND column_name IN ('nik', 'no_kk') GROUP BY 1, 2`,
    )
    expect(rows).toEqual([
      { tableName: 'families', columnName: 'no_kk', nonUnique: 1 },
      { tableName: 'members', columnName: 'nik', nonUnique: 1 },
    ])
  })
})

describe('offices', () => {
  test('are let in once; a lost password is renewed, and the old one is worth nothing', async () => {
    await using administrator = await connect('eighth_1')
    await install(administrator)
    const first = await addOffice(administrator, homeVillage)
    expect(first).toEqual({ user: `loket_${homeVillage}`, password: expect.stringMatching(/^[\w-]{32}$/) })
    expect(await addOffice(administrator, homeVillage)).toBeUndefined()
    expect(await renewOffice(administrator, '3271031009')).toBeUndefined()
    const second = await renewOffice(administrator, homeVillage)
    expect(second?.password).not.toBe(first?.password)
    const settings = {
      host: server.host,
      port: server.port,
      database: 'eighth_1',
      user: `loket_${homeVillage}`,
      certificateAuthority: server.ca ?? '',
    }
    await expect(connectToCentral({ ...settings, password: first?.password ?? '' })).rejects.toThrow(
      new Problem('centre-refused-account'),
    )
    await using line = closing(await connectToCentral({ ...settings, password: second?.password ?? '' }))
    await line.hello(newId(), new Date())
    expect(await listOffices(administrator)).toMatchObject([
      {
        code: homeVillage,
        devices: 1,
        applications: 0,
        refusals: 0,
        lastSeenAt: expect.stringMatching(/Z$/),
      },
    ])
    await expect(addOffice(administrator, '32710310')).rejects.toThrow(RangeError)
  })
})

const closing = <Line extends { close(): Promise<void> }>(line: Line) => ({
  ...line,
  [Symbol.asyncDispose]: () => line.close(),
})
