import { type Connection, createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLine } from '../../main/central/central.ts'
import { newId } from '../../main/store/identifiers.ts'
import type { CentreSettings } from '../../shared/office.ts'
import { approvedRecord, jpegLike, sha256 } from '../support/approved.ts'
import { type Centre, startCentre } from '../support/centre.ts'
import { homeVillage } from '../support/family.ts'

/**
 * What an office's account can do at the centre, tried with a plain MySQL client: a leaked password opens that
 * office's own rows and nothing else.
 */

const neighbour = '3271031007'
let centre: Centre
let client: Connection
let theirs: CentreSettings

async function plainClient(settings: CentreSettings, rest: object = {}): Promise<Connection> {
  const { host, port, user, password, database, certificateAuthority } = settings
  return createConnection({
    ...{ host, port, user, password, database, multipleStatements: true },
    ssl: { ca: certificateAuthority },
    ...rest,
  })
}

/** Sends a record with one scan as the office. */
async function deliver(settings: CentreSettings, serial: number, village: string): Promise<void> {
  const line = await openLine(settings)
  await line.hello(newId(), new Date())
  const scan = jpegLike(1_000)
  const record = approvedRecord(serial, [scan])
  const payload = JSON.stringify({ ...record, family: { ...record.family, village } })
  await line.submit({ id: newId(), device: newId(), sequence: serial, payload, payloadHash: sha256(payload) })
  await line.putPieces([{ scan: sha256(scan), beginsAt: 0, bytes: scan }])
  await line.close()
}

beforeAll(async () => {
  centre = await startCentre()
  theirs = await centre.add(neighbour)
  await deliver(centre.settings, 1, homeVillage)
  await deliver(theirs, 2, neighbour)
  client = await plainClient(centre.settings)
})
afterAll(async () => {
  await client.end()
  await centre[Symbol.asyncDispose]()
})

const tables = [
  ...[
    'offices',
    'devices',
    'operations',
    'refusals',
    'applications',
    'families',
    'people',
    'decisions',
    'letters',
  ],
  ...['overrides', 'pages', 'scans', 'scan_chunks', 'schema_versions'],
]
const views = [
  ...['own_applications', 'own_families', 'own_people', 'own_decisions', 'own_letters', 'own_overrides'],
  ...['own_pages', 'own_scans'],
]
const inner = [
  'loket_store_record',
  'loket_clear_record',
  'loket_refuse',
  'loket_take_piece',
  'loket_complete_applications',
]

describe('refused to an office', () => {
  test.each(tables)('the table %s: to read, add, change, empty, drop', async (table) => {
    for (const attempt of [
      `SELECT * FROM ${table}`,
      `SELECT COUNT(*) FROM ${table}`,
      `INSERT INTO ${table} SELECT * FROM ${table}`,
      `UPDATE ${table} SET office_id = ''`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `DROP TABLE ${table}`,
      `ALTER TABLE ${table} ADD leaked INT`,
      `LOCK TABLES ${table} WRITE`,
    ]) {
      await expect(client.query(attempt), attempt).rejects.toThrow(/denied/)
    }
  })

  test.each(views)('to change anything through %s', async (view) => {
    for (const attempt of [
      `DELETE FROM ${view}`,
      `DROP VIEW ${view}`,
      `CREATE OR REPLACE VIEW ${view} AS SELECT 1`,
    ]) {
      await expect(client.query(attempt), attempt).rejects.toThrow(/denied/)
    }
    await expect(client.query(`SHOW CREATE VIEW ${view}`)).rejects.toThrow(/denied/)
  })

  test.each([
    ...inner.map((name) => `CALL ${name}()`),
    'DROP PROCEDURE loket_submit',
    'CREATE PROCEDURE own() SELECT 1',
    'CREATE FUNCTION own() RETURNS INT RETURN 1',
    'CREATE TABLE own (n INT)',
    'CREATE TRIGGER own BEFORE INSERT ON people FOR EACH ROW SET NEW.name = 0',
    'CREATE EVENT own ON SCHEDULE EVERY 1 DAY DO SELECT 1',
    'CREATE DATABASE own',
    'DROP DATABASE solid_loket',
    'CREATE USER own',
    `ALTER USER 'loket_${neighbour}'@'%' IDENTIFIED BY 'known'`,
    `SET PASSWORD FOR 'loket_${neighbour}'@'%' = PASSWORD('known')`,
    `GRANT SELECT ON solid_loket.* TO CURRENT_USER()`,
    `SHOW GRANTS FOR 'loket_${neighbour}'@'%'`,
    'SELECT * FROM mysql.user',
    'SELECT * FROM mysql.proc',
    'USE mysql',
    'SET GLOBAL general_log = 1',
    'SET GLOBAL max_allowed_packet = 1024',
    'SET SESSION sql_log_bin = 0',
    'FLUSH TABLES WITH READ LOCK',
    'SHUTDOWN',
    'SHOW BINARY LOGS',
    `SELECT * FROM own_people INTO OUTFILE 'leaked'`,
    `LOAD DATA INFILE '/etc/passwd' INTO TABLE people`,
    `CREATE DEFINER = 'root'@'localhost' VIEW own AS SELECT * FROM people`,
  ])('%s', async (attempt) => {
    await expect(client.query(attempt)).rejects.toThrow(/denied/)
  })

  test('to read a file of the server', async () => {
    const [rows] = await client.query(`SELECT LOAD_FILE('/etc/passwd') AS contents`)
    expect(rows).toEqual([{ contents: null }])
  })

  test("to read the procedures' text", async () => {
    const [rows] = await client.query(
      `SELECT routine_definition AS text FROM information_schema.routines
       WHERE routine_schema = 'solid_loket' AND routine_definition IS NOT NULL`,
    )
    expect(rows).toEqual([])
  })

  test('to see or end what others are doing', async () => {
    const [processes] = await client.query('SELECT DISTINCT user FROM information_schema.processlist')
    expect(processes).toEqual([{ user: centre.settings.user }])
    const [root] = await centre.rows('SELECT CONNECTION_ID() AS id')
    await expect(client.query(`KILL ${Number(root?.id)}`)).rejects.toThrow(/not owner/)
  })

  test('to come in without TLS, or with no password', async () => {
    const { ssl: _tls, ...plain } = { ssl: undefined, ...centre.settings }
    const { host, port, user, password } = plain
    await expect(createConnection({ host, port, user, password })).rejects.toMatchObject({ errno: 1045 })
    await expect(plainClient(centre.settings, { password: '' })).rejects.toMatchObject({ errno: 1045 })
  })
})

describe('allowed to an office', () => {
  test('exactly its procedures and views', async () => {
    const [rows] = await client.query({ sql: 'SHOW GRANTS', rowsAsArray: true })
    const grants = (Array.isArray(rows) ? rows : []).flat().map(String)
    const rights = grants.map((grant) => grant.replace(/ TO .*$/s, '').replaceAll('`', '')).sort()
    expect(rights).toEqual(
      [
        'GRANT USAGE ON *.*',
        ...['loket_hello', 'loket_put_pieces', 'loket_submit'].map(
          (name) => `GRANT EXECUTE ON PROCEDURE solid_loket.${name}`,
        ),
        ...views.map((name) => `GRANT SELECT ON solid_loket.${name}`),
      ].sort(),
    )
  })

  test.each(views.filter((view) => view !== 'own_scans'))(
    'to read its own rows in %s, and no others',
    async (view) => {
      const theirClient = await plainClient(theirs)
      const key = view === 'own_applications' ? 'id' : 'application_id'
      const read = async (connection: Connection) => {
        const [rows] = await connection.query({
          sql: `SELECT DISTINCT ${key} FROM ${view}`,
          rowsAsArray: true,
        })
        return Array.isArray(rows) ? rows.flat() : []
      }
      const [ours, others] = [await read(client), await read(theirClient)]
      await theirClient.end()
      expect(ours).toHaveLength(1)
      expect(others).toHaveLength(1)
      expect(ours).not.toEqual(others)
    },
  )

  test('to see that its scans are there, without their bytes', async () => {
    const [rows] = await client.query('SELECT * FROM own_scans')
    expect(rows).toEqual([
      {
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        byte_length: 1000,
        held: 1000,
        complete_at: expect.any(Date),
      },
    ])
  })
})

test('the account in whose name the procedures run lets nobody in', async () => {
  await expect(
    createConnection({ host: centre.server.host, port: centre.server.port, user: 'loket_centre' }),
  ).rejects.toThrow(/denied|locked/)
})
