import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Administrator, connectAdministrator } from '../../../main/central/administrator.ts'
import { connectToCentral } from '../../../main/central/central-client.ts'
import { addOffice, listOffices, renewOffice } from '../../../main/central/offices.ts'
import { centralMigrations, install, migrate, schemaVersion } from '../../../main/central/schema.ts'
import { centreStatus } from '../../../main/central/status.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { Problem } from '../../../shared/problems.ts'
import type { ApplicationRecord } from '../../../shared/record.ts'
import { approvedRecord, jpegLike, sha256 } from '../../support/approved.ts'
import { homeVillage } from '../../support/family.ts'
import { type MariaDB, startMariaDB } from '../../support/mariadb.ts'

let server: MariaDB
beforeAll(async () => {
  server = await startMariaDB({ tls: true })
})
afterAll(() => server.stop())

const versions = centralMigrations().map(({ version }) => version)
const newest = versions.at(-1)

async function connect(database: string): Promise<Administrator & AsyncDisposable> {
  const administrator = await connectAdministrator({
    ...{ host: server.host, port: server.port, user: 'root', password: '', database },
    certificateAuthority: server.ca,
  })
  return { ...administrator, [Symbol.asyncDispose]: () => administrator.connection.end() }
}

describe('installing', () => {
  test('applies every version once, in order', async () => {
    await using administrator = await connect('first_1')
    expect(await install(administrator)).toEqual(versions)
    expect(await install(administrator)).toEqual([])
    expect(await migrate(administrator)).toEqual([])
    expect(await centreStatus(administrator)).toEqual({
      ...{ version: newest, offices: 0, applications: 0, complete: 0, scans: 0, scanBytes: 0, refusals: 0 },
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
    await administrator.connection.query('DELETE FROM schema_versions WHERE version > 2')
    expect(await migrate(administrator)).toEqual(versions.slice(2))
    expect(await schemaVersion(administrator.connection, 'third_1')).toBe(newest)
  })

  test('a version a filled centre had before is brought up to date, and its offices keep their rights', async () => {
    await using administrator = await connect('fourth_1')
    await install(administrator)
    const account = await addOffice(administrator, '3271031008')
    const settings = {
      ...{ host: server.host, port: server.port, database: 'fourth_1', user: '', password: '' },
      ...account,
      certificateAuthority: server.ca ?? '',
    }
    const record = approvedRecord(1)
    const payload = JSON.stringify({ ...record, family: { ...record.family, village: '3271031008' } })
    const operation = {
      ...{ id: newId(), application: record.id, device: newId(), sequence: 1 },
      ...{ payload, payloadHash: sha256(payload) },
    }
    await using before = closing(await connectToCentral(settings))
    expect(await before.submit(operation)).toMatchObject({ verdict: 'applied' })

    // The procedures are made anew, which takes the rights to them away on its own.
    await administrator.connection.query('DELETE FROM schema_versions WHERE version > 3')
    await migrate(administrator)
    await using after = closing(await connectToCentral(settings))
    expect(await after.submit(operation)).toMatchObject({ verdict: 'already', complete: true })
  })

  test('what a filled centre held in tables that are views today reads as before', async () => {
    await using administrator = await connect('ninth_1')
    const { connection } = administrator
    await install(administrator)
    await connection.query('DROP DATABASE ninth_1')
    await connection.query('CREATE DATABASE ninth_1 CHARACTER SET utf8mb4 COLLATE utf8mb4_bin')
    await connection.query('USE ninth_1')
    await connection.query(
      'CREATE TABLE schema_versions (version INT PRIMARY KEY, name VARCHAR(100), applied_at DATETIME(3))',
    )
    await migrate(administrator, 17)
    const account = await addOffice(administrator, '3271031010')
    const settings = {
      ...{ host: server.host, port: server.port, database: 'ninth_1', user: '', password: '' },
      ...account,
      certificateAuthority: server.ca ?? '',
    }
    const device = newId()
    const operations = Array.from({ length: 3 }, (_, index) => {
      const record = approvedRecord(index + 1)
      const payload = JSON.stringify({ ...record, family: { ...record.family, village: '3271031010' } })
      return {
        ...{ id: newId(), application: record.id, device, sequence: index + 1 },
        ...{ payload, payloadHash: sha256(payload) },
      }
    })
    await using line = closing(await connectToCentral(settings))
    expect(await line.submitBatch(operations)).toHaveLength(3)
    const read = async () => {
      const all = ['people', 'decisions', 'letters', 'overrides'].map((name) =>
        connection.query(`SELECT * FROM ${name} ORDER BY application_id, 2`),
      )
      return (await Promise.all(all)).map(([rows]) => rows)
    }
    const before = await read()
    expect(before.map((rows) => (Array.isArray(rows) ? rows.length : 0))).toEqual([12, 3, 3, 3])

    expect(await migrate(administrator)).toEqual(versions.filter((version) => version > 17))
    expect(await read()).toEqual(before)
    expect(await line.submitBatch(operations)).toMatchObject(operations.map(() => ({ verdict: 'already' })))
  })

  test('a centre with scans on their way takes the rest after its upgrade, and finds who is proposed twice', async () => {
    await using administrator = await connect('tenth_1')
    const { connection } = administrator
    await install(administrator)
    await connection.query('DROP DATABASE tenth_1')
    await connection.query('CREATE DATABASE tenth_1 CHARACTER SET utf8mb4 COLLATE utf8mb4_bin')
    await connection.query('USE tenth_1')
    await connection.query(
      'CREATE TABLE schema_versions (version INT PRIMARY KEY, name VARCHAR(100), applied_at DATETIME(3))',
    )
    await migrate(administrator, 19)
    const open = async (code: string) =>
      closing(
        await connectToCentral({
          ...{ host: server.host, port: server.port, database: 'tenth_1', user: '', password: '' },
          ...(await addOffice(administrator, code)),
          certificateAuthority: server.ca ?? '',
        }),
      )
    const operationOf = (record: ApplicationRecord, village: string) => {
      const payload = JSON.stringify({ ...record, family: { ...record.family, village } })
      return {
        ...{ id: newId(), application: record.id, device: newId(), sequence: 1 },
        ...{ payload, payloadHash: sha256(payload) },
      }
    }
    const scans = [jpegLike(500), jpegLike(600)]
    const [first, second] = scans.map((bytes) => ({ scan: sha256(bytes), beginsAt: 0, bytes }))
    if (first === undefined || second === undefined) throw new Error('two scans')
    const sent = operationOf(approvedRecord(1, scans), '3271031011')
    await using before = await open('3271031011')
    expect(await before.submitBatch([sent])).toMatchObject([{ verdict: 'applied', complete: false }])
    expect(await before.putPieces([first])).toMatchObject({ completed: [] })

    expect(await migrate(administrator)).toEqual(versions.filter((version) => version > 19))
    expect(await before.submitBatch([sent])).toMatchObject([
      { verdict: 'already', missing: [{ hash: second.scan }] },
    ])
    expect(await before.putPieces([second])).toMatchObject({ completed: [sent.id] })
    await using other = await open('3271031012')
    const twins = operationOf(approvedRecord(1), '3271031012')
    expect(await other.submitBatch([twins])).toMatchObject([{ verdict: 'applied', complete: true }])
    const [conflicts] = await connection.query('SELECT DISTINCT nik FROM conflicts')
    const proposed = approvedRecord(1).members.filter((member) => member.proposed)
    expect(conflicts).toHaveLength(proposed.length)
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
    expect(applied.flat().toSorted((one, other) => one - other)).toEqual(versions)
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
      ...{ host: server.host, port: server.port, database: 'eighth_1', user: `loket_${homeVillage}` },
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
