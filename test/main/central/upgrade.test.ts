import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RowDataPacket } from 'mysql2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Administrator, connectAdministrator } from '../../../main/central/administrator.ts'
import { connectToCentral } from '../../../main/central/central-client.ts'
import { addOffice, renewOffice } from '../../../main/central/offices.ts'
import { centralRoutines, schemaFolder } from '../../../main/central/routines.ts'
import { centralMigrations, install, migrate, schemaVersion } from '../../../main/central/schema.ts'
import { newId } from '../../../main/store/identifiers.ts'
import type { CentreSettings } from '../../../shared/office.ts'
import { Problem } from '../../../shared/problems.ts'
import { fixtureCentre, fixtureOffice, fixtureScans } from '../../fixtures/fixtures.ts'
import { approvedRecord, sha256 } from '../../support/approved.ts'
import { type MariaDB, startMariaDB } from '../../support/mariadb.ts'
import { missingMigrationTests } from '../../support/missing-migration-tests.ts'
import { plainClient } from '../../support/plain-client.ts'
import { restoreDump } from '../../support/restore-dump.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

let server: MariaDB
beforeAll(async () => {
  server = await startMariaDB({ tls: true })
  // The account that procedures run as and its rights, which are no part of a dump.
  await using administrator = await connect()
  await install(administrator)
})
afterAll(() => server.stop())

/** A dump names its database in the views that read other views. */
const database = 'solid_loket'

const newest = centralMigrations().at(-1)?.version ?? 0

async function connect(): Promise<Administrator & AsyncDisposable> {
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

/** A centre as version 0.1.0 left it, upgraded by this program, and a new password for its office. */
async function restoreFixture(administrator: Administrator): Promise<CentreSettings> {
  await administrator.connection.query(`DROP DATABASE ${database}`)
  await restoreDump(administrator, fixtureCentre)
  await install(administrator)
  return settingsOf(await renewOffice(administrator, fixtureOffice))
}

function settingsOf(account: { user: string; password: string } | undefined) {
  const { user = '', password = '' } = account ?? {}
  return {
    host: server.host,
    port: server.port,
    database,
    user,
    password,
    certificateAuthority: server.ca ?? '',
  }
}

/** The program's own schema, to be changed by a test. */
async function copySchema(): Promise<TempFolder> {
  const folder = await makeTempFolder('schema')
  cpSync(schemaFolder(), folder.path, { recursive: true })
  return folder
}

const plant = (folder: string, name: string, ...statements: string[]): void =>
  writeFileSync(join(folder, name), statements.map((statement) => `${statement};\n`).join(''))

const nextNumber = String(newest + 1).padStart(4, '0')
const nextMigration = `migrations/${nextNumber}_planted.sql`

async function rows(administrator: Administrator, sql: string): Promise<RowDataPacket[]> {
  const [found] = await administrator.connection.query<RowDataPacket[]>(sql)
  return found
}

/** Every row of what an upgrade must not lose: tables, and views of the columns that were tables once. */
async function readAll(administrator: Administrator): Promise<Map<string, RowDataPacket[]>> {
  const tables = centralMigrations()
    .flatMap(({ statements }) => statements)
    .flatMap((statement) => /^CREATE TABLE IF NOT EXISTS (\w+)/.exec(statement)?.[1] ?? [])
    .filter((name) => name !== 'routines')
  const all = new Map<string, RowDataPacket[]>()
  for (const name of [...tables, 'people', 'decisions', 'letters', 'overrides'])
    all.set(name, await rows(administrator, `SELECT * FROM ${name} ORDER BY 1, 2`))
  return all
}

/** The operations that the fixture's office sent. */
async function sentOperations(administrator: Administrator) {
  const sent = await rows(administrator, 'SELECT * FROM operations ORDER BY sequence')
  return sent.map((row) => ({
    id: String(row.id),
    application: String(row.application_id),
    device: String(row.device_id),
    sequence: Number(row.sequence),
    payload: String(row.payload),
    payloadHash: String(row.payload_hash),
  }))
}

const closing = <Line extends { close(): Promise<void> }>(line: Line) => ({
  ...line,
  [Symbol.asyncDispose]: () => line.close(),
})

describe('a centre of version 0.1.0', () => {
  test('keeps every row through the next migration, and takes the rest of what was on its way', async () => {
    await using administrator = await connect()
    const settings = await restoreFixture(administrator)
    const before = await readAll(administrator)
    const counted = [
      'applications',
      'people',
      'decisions',
      'letters',
      'overrides',
      'pages',
      'scans',
      'scan_parts',
    ]
    expect(counted.map((name) => before.get(name)?.length)).toEqual([4, 16, 4, 4, 4, 2, 2, 1])
    await using schema = await copySchema()
    plant(
      schema.path,
      nextMigration,
      'CREATE TABLE IF NOT EXISTS planted (id CHAR(36) NOT NULL, PRIMARY KEY (id)) ENGINE = InnoDB',
      'INSERT IGNORE INTO planted (id) SELECT id FROM applications',
    )
    appendFileSync(join(schema.path, 'procedures/loket_submit_batch.sql'), '-- Changed.\n')
    await using line = closing(await connectToCentral(settings))
    expect(await migrate(administrator, schema.path)).toEqual({
      versions: [newest + 1],
      routines: ['loket_submit_batch'],
    })
    expect(await readAll(administrator)).toEqual(before)
    expect(await rows(administrator, 'SELECT * FROM planted')).toHaveLength(4)
    expect(await migrate(administrator, schema.path)).toEqual({ versions: [], routines: [] })

    const operations = await sentOperations(administrator)
    const { second } = fixtureScans
    const answered = await line.submitBatch(operations)
    expect(answered).toMatchObject(operations.map(() => ({ verdict: 'already' })))
    expect(answered.at(-1)?.missing).toEqual([{ hash: sha256(second), received: second.length / 2 }])
    const rest = {
      scan: sha256(second),
      offset: second.length / 2,
      bytes: second.subarray(second.length / 2),
    }
    expect(await line.uploadParts([rest])).toMatchObject({ completed: [operations.at(-1)?.id] })

    const village = '3271031012'
    await using other = closing(await connectToCentral(settingsOf(await addOffice(administrator, village))))
    const record = approvedRecord(1)
    const payload = JSON.stringify({ ...record, family: { ...record.family, village } })
    const twins = { id: newId(), application: record.id, device: newId(), sequence: 1, payload }
    expect(await other.submitBatch([{ ...twins, payloadHash: sha256(payload) }])).toMatchObject([
      { verdict: 'applied', complete: true },
    ])
    const conflicts = await rows(administrator, 'SELECT DISTINCT nik FROM conflicts')
    expect(conflicts).toHaveLength(record.members.filter((member) => member.proposed).length)
  })

  test('that a newer program has upgraded is refused by this one and stays as it is', async () => {
    await using administrator = await connect()
    await restoreFixture(administrator)
    await using schema = await copySchema()
    plant(schema.path, nextMigration, 'CREATE TABLE IF NOT EXISTS planted (id INT PRIMARY KEY)')
    plant(schema.path, 'views/planted_view.sql', ...plantedView('SELECT id FROM planted'))
    await migrate(administrator, schema.path)
    await expect(migrate(administrator)).rejects.toThrow(new Problem('centre-outdated'))
    expect(await rows(administrator, 'SELECT * FROM planted_view')).toEqual([])
  })

  test('whose migration fails keeps its version, its rows and its offices, until the migration is right', async () => {
    await using administrator = await connect()
    const settings = await restoreFixture(administrator)
    const before = await readAll(administrator)
    await using schema = await copySchema()
    const first = 'CREATE TABLE IF NOT EXISTS planted (id INT PRIMARY KEY)'
    plant(schema.path, nextMigration, first, 'INSERT INTO planted SELECT nothing FROM nowhere')
    await expect(migrate(administrator, schema.path)).rejects.toThrow(/nowhere/)
    expect(await schemaVersion(administrator.connection, database)).toBe(newest)
    expect(await readAll(administrator)).toEqual(before)
    await using line = closing(await connectToCentral(settings))
    expect(await line.hello(newId(), new Date())).toMatchObject({ office: fixtureOffice })

    plant(schema.path, nextMigration, first, 'INSERT IGNORE INTO planted VALUES (7)')
    expect(await migrate(administrator, schema.path)).toMatchObject({ versions: [newest + 1] })
    expect(await rows(administrator, 'SELECT * FROM planted')).toEqual([{ id: 7 }])
  })
})

describe('procedures and views', () => {
  let settings: CentreSettings
  beforeAll(async () => {
    await using administrator = await connect()
    settings = await restoreFixture(administrator)
  })

  test('that have changed are applied again, and offices call and read them as before', async () => {
    await using administrator = await connect()
    await using before = closing(await connectToCentral(settings))
    await before.hello(newId(), new Date())
    await using schema = await copySchema()
    const changed = ['procedures/loket_hello.sql', 'procedures/loket_apply_record.sql', 'views/people.sql']
    for (const file of changed) appendFileSync(join(schema.path, file), '-- Changed.\n')
    expect(await migrate(administrator, schema.path)).toEqual({
      versions: [],
      routines: ['loket_apply_record', 'loket_hello', 'people'],
    })
    expect(await before.hello(newId(), new Date())).toMatchObject({ office: fixtureOffice })
    await using after = closing(await connectToCentral(settings))
    expect(await after.hello(newId(), new Date())).toMatchObject({ office: fixtureOffice })
    const client = await plainClient(settings)
    const [people] = await client.query('SELECT * FROM own_people')
    expect(people).toHaveLength(16)
    client.destroy()
    expect((await migrate(administrator)).routines).toHaveLength(changed.length)
  })

  test('that are gone from the database come back, as after a dump without procedures', async () => {
    await using administrator = await connect()
    await administrator.connection.query(`DROP PROCEDURE ${database}.loket_hello`)
    await administrator.connection.query(`DROP VIEW ${database}.own_people`)
    expect(await migrate(administrator)).toEqual({ versions: [], routines: ['loket_hello', 'own_people'] })
    await using line = closing(await connectToCentral(settings))
    expect(await line.hello(newId(), new Date())).toMatchObject({ office: fixtureOffice })
  })

  test('whose file is gone are dropped; what somebody else created stays', async () => {
    await using administrator = await connect()
    const { connection } = administrator
    await connection.query(`CREATE PROCEDURE ${database}.reports_of_diskominfo() SELECT 1`)
    await using schema = await copySchema()
    plant(schema.path, 'views/planted_view.sql', ...plantedView('SELECT id FROM another_view'))
    plant(schema.path, 'views/another_view.sql', ...plantedView('SELECT id FROM offices', 'another_view'))
    const procedure = readFileSync(join(schema.path, 'procedures/loket_packets.sql'), 'utf8')
    writeFileSync(
      join(schema.path, 'procedures/loket_planted.sql'),
      procedure.replace('loket_packets', 'loket_planted'),
    )
    expect((await migrate(administrator, schema.path)).routines).toEqual([
      'loket_planted',
      'another_view',
      'planted_view',
    ])
    const names = async () => {
      const found = await rows(
        administrator,
        `SELECT routine_name AS name FROM information_schema.routines WHERE routine_schema = '${database}'
         UNION SELECT table_name FROM information_schema.views WHERE table_schema = '${database}'`,
      )
      return found.map(({ name }) => String(name))
    }
    expect(await names()).toEqual(expect.arrayContaining(['loket_planted', 'another_view', 'planted_view']))
    expect((await migrate(administrator)).routines).toEqual([])
    const own = centralRoutines().map(({ name }) => name)
    expect((await names()).toSorted()).toEqual([...own, 'reports_of_diskominfo'].toSorted())
  })

  test('have files that define what they are named after, and no circle', async () => {
    await using schema = await copySchema()
    const wrong = [
      'CREATE PROCEDURE loket_planted () SELECT 1',
      "CREATE DEFINER = 'root'@'localhost' PROCEDURE loket_planted () SELECT 1",
      "CREATE DEFINER = 'loket_centre'@'localhost' PROCEDURE loket_other () SELECT 1",
    ]
    for (const statement of wrong) {
      plant(schema.path, 'procedures/loket_planted.sql', statement)
      expect(() => centralRoutines(schema.path), statement).toThrow(/does not define loket_planted/)
    }
    rmSync(join(schema.path, 'procedures/loket_planted.sql'))
    plant(schema.path, 'views/planted_view.sql', ...plantedView('SELECT 1 FROM another_view'))
    plant(schema.path, 'views/another_view.sql', ...plantedView('SELECT 1 FROM planted_view', 'another_view'))
    expect(() => centralRoutines(schema.path)).toThrow('another_view, planted_view')
  })
})

const plantedView = (select: string, name = 'planted_view'): string[] => [
  `CREATE DEFINER = 'loket_centre'@'localhost' SQL SECURITY DEFINER VIEW ${name} AS\n${select}`,
]

test('every migration after the baseline has a test of its own', async () => {
  const tests = join(import.meta.dirname, 'migrations')
  expect(missingMigrationTests(join(schemaFolder(), 'migrations'), tests)).toEqual([])
  await using schema = await copySchema()
  plant(schema.path, nextMigration, 'SELECT 1')
  expect(missingMigrationTests(join(schema.path, 'migrations'), tests)).toEqual([nextNumber])
  writeFileSync(join(schema.path, `${nextNumber}_planted.test.ts`), '')
  expect(missingMigrationTests(join(schema.path, 'migrations'), schema.path)).toEqual([])
})
