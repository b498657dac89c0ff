import { type Connection, createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAgency } from '../../../main/central/agencies.ts'
import { connectToCentral } from '../../../main/central/central-client.ts'
import { renewOffice, revokeOffice } from '../../../main/central/offices.ts'
import { agencyRights, officeRights } from '../../../main/central/rights.ts'
import { centralRoutines, type Routine } from '../../../main/central/routines.ts'
import { centralMigrations } from '../../../main/central/schema.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { AgencyKind } from '../../../shared/agency.ts'
import { CentreSettings } from '../../../shared/office.ts'
import { approvedRecord, jpegLike, sha256 } from '../../support/approved.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { homeVillage } from '../../support/family.ts'
import { plainClient } from '../../support/plain-client.ts'

/**
 * What an account can do at the centre, tried with a plain MySQL client: a leaked password of an office opens
 * what that office and its area sent and nothing else, and one of an agency the views of its task.
 */

const neighbour = '3271031007'
const kecamatan = '327103'
const foreign = '3271041001'
const kinds = AgencyKind.options

let centre: Centre
const clients: Record<string, Connection> = {}

const client = (name: string): Connection => {
  const found = clients[name]
  if (!found) throw new Error(`no client ${name}`)
  return found
}

async function column(connection: Connection, sql: string): Promise<unknown[]> {
  const [rows] = await connection.query({ sql, rowsAsArray: true })
  return Array.isArray(rows) ? rows.flat() : []
}

/** Sends a record with one scan as the office; answers the application's id. */
async function deliver(settings: CentreSettings, serial: number, village: string): Promise<string> {
  const client = await connectToCentral(settings)
  await client.hello(newId(), new Date())
  const scan = jpegLike(1_000 + serial)
  const record = approvedRecord(serial, [scan])
  const payload = JSON.stringify({ ...record, family: { ...record.family, village } })
  await client.submit({
    id: newId(),
    application: record.id,
    device: newId(),
    sequence: serial,
    payload,
    payloadHash: sha256(payload),
  })
  await client.uploadParts([{ scan: sha256(scan), offset: 0, bytes: scan }])
  await client.close()
  return record.id
}

/** The applications by who sent them, and for which village. */
const sent = { home: '', neighbour: '', byKecamatan: '', foreign: '' }

async function openAgency(kind: AgencyKind, area = '3271'): Promise<Connection> {
  const account = await addAgency(centre.administrator, { kind, area }, `Uji ${kind} ${area}`)
  return plainClient(CentreSettings.parse({ ...centre.settings, ...account }))
}

beforeAll(async () => {
  centre = await startCentre()
  const settings = { neighbour: await centre.add(neighbour), kecamatan: await centre.add(kecamatan) }
  const far = await centre.add(foreign)
  sent.home = await deliver(centre.settings, 1, homeVillage)
  sent.neighbour = await deliver(settings.neighbour, 2, neighbour)
  sent.byKecamatan = await deliver(settings.kecamatan, 3, homeVillage)
  sent.foreign = await deliver(far, 4, foreign)
  clients.office = await plainClient(centre.settings)
  clients.neighbour = await plainClient(settings.neighbour)
  clients.kecamatan = await plainClient(settings.kecamatan)
  for (const kind of kinds) clients[kind] = await openAgency(kind)
})
afterAll(async () => {
  for (const open of Object.values(clients)) open.destroy()
  await centre[Symbol.asyncDispose]()
})

/** Every table that the migrations create, so that none is left out when there are more. */
const tables = centralMigrations()
  .flatMap(({ statements }) => statements)
  .map((statement) => /^CREATE TABLE IF NOT EXISTS (\w+)/.exec(statement)?.[1])
  .filter((name) => name !== undefined)
  .concat('schema_versions')
const named = (kind: Routine['kind']): string[] =>
  centralRoutines()
    .filter((routine) => routine.kind === kind)
    .map(({ name }) => name)
const views = named('view')
const procedures = named('procedure')
const everybody = ['office', ...kinds]
const rightsOf = (name: string) => (name === 'office' ? officeRights : agencyRights(AgencyKind.parse(name)))

const pairs = (names: readonly string[]) =>
  everybody.flatMap((account) => names.map((name) => [account, name] as const))
const notGranted = (what: 'views' | 'procedures', names: readonly string[]) =>
  pairs(names).filter(([account, name]) => !rightsOf(account)[what].includes(name))

describe('refused', () => {
  test.each(pairs(tables))(
    'to %s, the table %s: to read, add, change, empty, drop',
    async (account, table) => {
      for (const attempt of [
        `SELECT * FROM ${table}`,
        `SELECT COUNT(*) FROM ${table}`,
        `EXPLAIN SELECT * FROM ${table}`,
        `SHOW CREATE TABLE ${table}`,
        `SHOW COLUMNS FROM ${table}`,
        `CHECKSUM TABLE ${table}`,
        `HANDLER ${table} OPEN`,
        `INSERT INTO ${table} SELECT * FROM ${table}`,
        `UPDATE ${table} SET office_id = ''`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
        `DROP TABLE ${table}`,
        `ALTER TABLE ${table} ADD leaked INT`,
        `LOCK TABLES ${table} WRITE`,
      ]) {
        await expect(client(account).query(attempt), attempt).rejects.toThrow(/denied/)
      }
    },
  )

  test.each(notGranted('views', views))('to %s, the view %s', async (account, view) => {
    await expect(client(account).query(`SELECT * FROM ${view}`)).rejects.toThrow(/denied/)
  })

  test.each(notGranted('procedures', procedures))('to %s, the procedure %s', async (account, name) => {
    await expect(client(account).query(`CALL ${name}()`)).rejects.toThrow(/denied/)
  })

  test.each(pairs(views))('to %s, to change anything through %s', async (account, view) => {
    for (const attempt of [
      `DELETE FROM ${view}`,
      `DROP VIEW ${view}`,
      `CREATE OR REPLACE VIEW ${view} AS SELECT 1`,
      `SHOW CREATE VIEW ${view}`,
    ]) {
      await expect(client(account).query(attempt), attempt).rejects.toThrow(/denied/)
    }
  })

  test.each([
    'DROP PROCEDURE loket_submit',
    'CREATE PROCEDURE own() SELECT 1',
    'CREATE FUNCTION own() RETURNS INT RETURN 1',
    'CREATE TABLE own (n INT)',
    'CREATE TEMPORARY TABLE own (n INT)',
    'CREATE TRIGGER own BEFORE INSERT ON people FOR EACH ROW SET NEW.name = 0',
    'CREATE EVENT own ON SCHEDULE EVERY 1 DAY DO SELECT 1',
    'CREATE DATABASE own',
    'DROP DATABASE solid_loket',
    'CREATE USER own',
    `ALTER USER 'loket_${neighbour}'@'%' IDENTIFIED BY 'known'`,
    `ALTER USER 'loket_${neighbour}'@'%' ACCOUNT UNLOCK`,
    `SET PASSWORD FOR 'loket_${neighbour}'@'%' = PASSWORD('known')`,
    `GRANT SELECT ON solid_loket.* TO CURRENT_USER()`,
    `SHOW GRANTS FOR 'loket_${neighbour}'@'%'`,
    'SELECT * FROM mysql.user',
    'SELECT * FROM mysql.proc',
    'SELECT * FROM mysql.innodb_table_stats',
    'USE mysql',
    'SET GLOBAL general_log = 1',
    'SET GLOBAL max_allowed_packet = 1024',
    'SET SESSION sql_log_bin = 0',
    'FLUSH TABLES WITH READ LOCK',
    'SHUTDOWN',
    'SHOW BINARY LOGS',
    'DO (SELECT COUNT(*) FROM people)',
    'SET @leaked = (SELECT MAX(nik) FROM people)',
    `PREPARE leak FROM 'SELECT * FROM people'`,
    'BEGIN NOT ATOMIC SELECT * FROM people; END',
    `SELECT name INTO OUTFILE 'leaked' FROM people`,
    `LOAD DATA INFILE '/etc/passwd' INTO TABLE people`,
    `CREATE DEFINER = 'root'@'localhost' VIEW own AS SELECT * FROM people`,
  ])('to an office and to an agency: %s', async (attempt) => {
    for (const account of ['office', 'dinsos']) {
      await expect(client(account).query(attempt), account).rejects.toThrow(/denied/)
    }
  })

  test('to write what is allowed to be read into a file of the server', async () => {
    await expect(client('office').query(`SELECT * FROM own_people INTO OUTFILE 'leaked'`)).rejects.toThrow(
      /denied/,
    )
    await expect(client('dinsos').query(`SELECT * FROM dinsos_people INTO OUTFILE 'l'`)).rejects.toThrow(
      /denied/,
    )
  })

  test('to read a file of the server', async () => {
    expect(await column(client('office'), `SELECT LOAD_FILE('/etc/passwd')`)).toEqual([null])
  })

  test.each(everybody)('to %s, to learn of more than it may use', async (account) => {
    const { views: granted, procedures: callable } = rightsOf(account)
    const shown = await column(client(account), 'SHOW TABLES')
    expect(shown.toSorted()).toEqual([...granted].sort())
    const routines = await column(
      client(account),
      `SELECT routine_name FROM information_schema.routines WHERE routine_schema = 'solid_loket'`,
    )
    expect(routines.toSorted()).toEqual([...callable].sort())
    const texts = await column(
      client(account),
      `SELECT routine_definition FROM information_schema.routines
       WHERE routine_schema = 'solid_loket' AND routine_definition IS NOT NULL`,
    )
    expect(texts).toEqual([])
  })

  test('to see or end what others are doing', async () => {
    expect(
      await column(client('office'), 'SELECT DISTINCT user FROM information_schema.processlist'),
    ).toEqual([centre.settings.user])
    const [root] = await centre.rows('SELECT CONNECTION_ID() AS id')
    await expect(client('office').query(`KILL ${Number(root?.id)}`)).rejects.toThrow(/not owner/)
  })

  test('to connect without TLS, without a password, or with that of another account', async () => {
    const { host, port, user, password } = centre.settings
    await expect(createConnection({ host, port, user, password })).rejects.toMatchObject({ errno: 1045 })
    const asSomebody = (rest: object) => plainClient(centre.settings, rest)
    await expect(asSomebody({ password: '' })).rejects.toMatchObject({ errno: 1045 })
    await expect(asSomebody({ user: `loket_${neighbour}` })).rejects.toMatchObject({ errno: 1045 })
    await expect(asSomebody({ database: 'mysql' })).rejects.toMatchObject({ errno: 1044 })
  })

  test('to hold more connections than an office needs', async () => {
    const agency = await addAgency(centre.administrator, { kind: 'bpjs', area: '32' }, 'Uji batas')
    const settings = CentreSettings.parse({ ...centre.settings, ...agency })
    const open: Connection[] = []
    for (let number = 0; number < 10; number++) open.push(await plainClient(settings))
    await expect(plainClient(settings)).rejects.toMatchObject({ errno: 1226 })
    for (const connection of open) connection.destroy()
  })
})

describe('allowed', () => {
  test.each(everybody)('to %s, exactly its procedures and views', async (account) => {
    const grants = (await column(client(account), 'SHOW GRANTS')).map(String)
    const rights = grants.map((grant) => grant.replace(/ TO .*$/s, '').replaceAll('`', '')).sort()
    expect(rights).toEqual(
      [
        'GRANT USAGE ON *.*',
        ...rightsOf(account).procedures.map((name) => `GRANT EXECUTE ON PROCEDURE solid_loket.${name}`),
        ...rightsOf(account).views.map((name) => `GRANT SELECT ON solid_loket.${name}`),
      ].sort(),
    )
  })

  const ofApplications = (prefix: string) =>
    officeRights.views
      .filter((view) =>
        new RegExp(`^${prefix}_(applications|families|people|decisions|letters|overrides|pages)$`).test(view),
      )
      .map((view) => [view, view.endsWith('_applications') ? 'id' : 'application_id'] as const)

  test.each(ofApplications('own'))('to an office, what it sent itself in %s', async (view, key) => {
    const read = (account: string) => column(client(account), `SELECT DISTINCT ${key} FROM ${view}`)
    expect(await read('office')).toEqual([sent.home])
    expect(await read('neighbour')).toEqual([sent.neighbour])
    expect(await read('kecamatan')).toEqual([sent.byKecamatan])
  })

  test.each(ofApplications('registry'))('to an office, what concerns its area in %s', async (view, key) => {
    const read = async (account: string) =>
      (await column(client(account), `SELECT DISTINCT ${key} FROM ${view}`)).toSorted()
    expect(await read('office')).toEqual([sent.home, sent.byKecamatan].sort())
    expect(await read('neighbour')).toEqual([sent.neighbour])
    expect(await read('kecamatan')).toEqual([sent.home, sent.neighbour, sent.byKecamatan].sort())
  })

  test('to an office, to see that its scans are there, without their bytes', async () => {
    const [rows] = await client('office').query('SELECT * FROM own_scans')
    expect(rows).toEqual([
      {
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        byte_length: 1001,
        received: 1001,
        complete_at: expect.any(Date),
      },
    ])
  })
})

describe('an agency', () => {
  const taskViews = kinds.flatMap((kind) => agencyRights(kind).views.map((view) => [kind, view] as const))

  test.each(taskViews)('%s reads nothing in %s before it has said what for', async (kind, view) => {
    const unannounced = await openAgency(kind, '327103')
    expect(await column(unannounced, `SELECT COUNT(*) FROM ${view}`)).toEqual([0])
    for (const purpose of ['', '   ', 'uji']) {
      await expect(unannounced.execute('CALL loket_open_registry(?)', [purpose])).rejects.toThrow(
        'purpose-missing',
      )
    }
    unannounced.destroy()
    await centre.rows(`DELETE FROM agencies WHERE kind = '${kind}' AND area = '327103'`)
  })

  test.each(kinds)('%s sees the complete applications of its area, and its purpose is kept', async (kind) => {
    const purpose = `Uji pengambilan data ${kind}`
    await client(kind).execute('CALL loket_open_registry(?)', [purpose])
    for (const view of agencyRights(kind).views) {
      const seen = await column(client(kind), `SELECT DISTINCT application_id FROM ${view}`)
      expect(seen.toSorted(), view).toEqual(Object.values(sent).sort())
    }
    expect(await centre.rows('SELECT account, host FROM agency_visits WHERE purpose = ?', [purpose])).toEqual(
      [{ account: `loket_${kind}_3271`, host: '127.0.0.1' }],
    )
  })

  test('of another city sees nothing of this one', async () => {
    const elsewhere = await openAgency('dinsos', '3201')
    await elsewhere.execute('CALL loket_open_registry(?)', ['Uji wilayah lain'])
    expect(await column(elsewhere, 'SELECT COUNT(*) FROM dinsos_cases')).toEqual([0])
    elsewhere.destroy()
  })

  test('cannot use a purpose that another connection gave', async () => {
    const account = await addAgency(centre.administrator, { kind: 'dinkes', area: '32' }, 'Uji Dinkes')
    const settings = CentreSettings.parse({ ...centre.settings, ...account })
    const [one, other] = [await plainClient(settings), await plainClient(settings)]
    await one.execute('CALL loket_open_registry(?)', ['Uji satu sambungan'])
    expect(await column(one, 'SELECT COUNT(*) > 0 FROM dinkes_participants')).toEqual([1])
    expect(await column(other, 'SELECT COUNT(*) FROM dinkes_participants')).toEqual([0])
    one.destroy()
    other.destroy()
  })

  test('sees no columns that its task does not need', async () => {
    const columns = async (view: string) =>
      (await column(centre.administrator.connection, `SHOW COLUMNS FROM solid_loket.${view}`)).map(String)
    expect(await columns('disdukcapil_people')).not.toContain('phone')
    for (const view of ['disdukcapil_people', 'bpjs_participants', 'dinkes_participants']) {
      for (const hidden of ['religion', 'education', 'occupation', 'reason', 'father_name']) {
        expect(await columns(view), view).not.toContain(hidden)
      }
    }
  })
})

describe('packets and statements of another office', () => {
  const packet = { id: newId(), bytes: jpegLike(5_000) }
  const device = newId()
  const hash = sha256(packet.bytes)
  let thief: Connection

  /** The last result of a procedure that answers rows. */
  async function answered(sql: string, values: (string | number)[]): Promise<unknown> {
    const [results] = await thief.execute(sql, values)
    return Array.isArray(results) ? results[0] : undefined
  }

  beforeAll(async () => {
    thief = client('neighbour')
    const central = await connectToCentral(centre.settings)
    await central.hello(device, new Date())
    const announced = { id: packet.id, receiver: kecamatan, hash, byteLength: packet.bytes.length }
    await central.announcePacket(announced)
    await central.uploadParts([{ scan: hash, offset: 0, bytes: packet.bytes }])
    expect(await central.announcePacket(announced)).toMatchObject({ complete: true })
    await central.close()
  })

  test('are not listed, read or deleted by someone who knows the id', async () => {
    expect(await answered('CALL loket_packets()', [])).toEqual([])
    for (const [offset, length] of [
      [0, 5_000],
      [0, 1],
      [-1, 10],
      [4_999, 100_000],
    ] as const) {
      expect(await answered('CALL loket_read_packet(?, ?, ?)', [packet.id, offset, length])).toEqual([])
    }
    await thief.execute('CALL loket_acknowledge_packets(?)', [JSON.stringify([packet.id])])
    expect(await centre.rows('SELECT acknowledged_at FROM packets WHERE id = ?', [packet.id])).toEqual([
      { acknowledged_at: null },
    ])
    // Not even by who sent it: it is sealed for somebody else.
    const [sender] = await client('office').execute('CALL loket_read_packet(?, 0, 100)', [packet.id])
    expect(Array.isArray(sender) && sender[0]).toEqual([])
    const [receiver] = await client('kecamatan').execute('CALL loket_read_packet(?, 0, 5000)', [packet.id])
    expect(Array.isArray(receiver) && receiver[0]).toEqual([{ bytes: Buffer.from(packet.bytes) }])
  })

  test('cannot be replaced under the same id, altered or probed', async () => {
    const forged = sha256('forged')
    expect(
      await answered('CALL loket_announce_packet(?, ?, ?, ?)', [packet.id, kecamatan, forged, 6]),
    ).toMatchObject([{ verdict: 'refused', refusal: 'packet-conflict' }])
    const parts = JSON.stringify([[hash, 0, 0, 6]])
    expect(
      await answered('CALL loket_upload_parts(?, LENGTH(@loket_bytes := ?))', [parts, 'forged']),
    ).toMatchObject([{ parts: expect.stringContaining('unknown') }])
  })

  test.each([
    ['a computer of its own', newId()],
    ['the computer of the other office', device],
  ])('is in no feed but its own, asked for %s', async (_what, asking) => {
    const [results] = await thief.execute('CALL loket_pull(?, ?, ?, ?, ?, ?)', [
      ...[asking, '', newId(), 0, '', 1_000],
    ])
    const told = JSON.stringify(results)
    for (const id of [packet.id, sent.home, sent.byKecamatan, sent.foreign]) expect(told).not.toContain(id)
  })

  test('cannot be entered into the directory: neither its keys nor an older activation of one’s own', async () => {
    for (const entry of [
      '',
      '{}',
      JSON.stringify({ certificate: { office: { code: homeVillage }, number: 1 } }),
      JSON.stringify({ certificate: { office: { code: neighbour }, number: 1 } }),
    ]) {
      expect(await answered('CALL loket_enrol(?)', [entry]), entry).toMatchObject([{ verdict: 'superseded' }])
    }
    expect(await centre.rows('SELECT COUNT(*) AS entries FROM directory_statements')).toEqual([
      { entries: 0 },
    ])
  })

  test('are not sent for a record that claims to be of another office, or of its village', async () => {
    const client = await connectToCentral(await centre.add('3271031012'))
    await client.hello(newId(), new Date())
    const record = { ...approvedRecord(9), id: sent.home }
    const submit = (payload: string) =>
      client.submit({
        id: newId(),
        application: record.id,
        device: newId(),
        sequence: 1,
        payload,
        payloadHash: sha256(payload),
      })
    const elsewhere = JSON.stringify({ ...record, family: { ...record.family, village: homeVillage } })
    expect(await submit(elsewhere)).toMatchObject({ verdict: 'refused', refusal: 'area-foreign' })
    const here = JSON.stringify({ ...record, family: { ...record.family, village: '3271031012' } })
    expect(await submit(here)).toMatchObject({ verdict: 'refused', refusal: 'application-foreign' })
    await client.close()
  })
})

describe('a revoked office', () => {
  test('is disconnected, cannot connect, and is refused on a connection that a cluster left open', async () => {
    const settings = await centre.add('3271031008')
    const open = await plainClient(settings)
    const client = await connectToCentral(settings)
    expect(await revokeOffice(centre.administrator, '3271031008')).toBe(true)
    await expect(open.query('SELECT * FROM own_people')).rejects.toThrow()
    await expect(client.hello(newId(), new Date())).rejects.toMatchObject({ code: 'centre-unreachable' })
    await expect(plainClient(settings)).rejects.toMatchObject({ errno: 4151 })

    // KILL reaches one server of a cluster only: the account opened by hand stands for a connection on
    // another.
    await centre.administrator.connection.query(`ALTER USER 'loket_3271031008'@'%' ACCOUNT UNLOCK`)
    const left = await plainClient(settings)
    for (const view of officeRights.views) expect(await column(left, `SELECT * FROM ${view}`)).toEqual([])
    await expect(left.query('CALL loket_hello(NULL, NOW(3))')).rejects.toThrow('office-unknown')
    await expect(left.query(`CALL loket_enrol('{}')`)).rejects.toThrow('office-unknown')
    left.destroy()

    const renewed = await renewOffice(centre.administrator, '3271031008')
    await expect(plainClient(settings)).rejects.toMatchObject({ errno: 1045 })
    const again = await connectToCentral(CentreSettings.parse({ ...settings, ...renewed }))
    expect(await again.hello(newId(), new Date())).toMatchObject({ office: '3271031008' })
    await again.close()
  })
})

test('stores who connected: account, computer, address and day', async () => {
  const rows = await centre.rows(
    'SELECT account, host, times, LENGTH(device_id) AS device FROM sign_ins WHERE account = ?',
    [`loket_${neighbour}`],
  )
  expect(rows).toEqual([{ account: `loket_${neighbour}`, host: '127.0.0.1', times: 1, device: 36 }])
})

test('the definer account of the procedures cannot sign in', async () => {
  await expect(
    createConnection({ host: centre.server.host, port: centre.server.port, user: 'loket_centre' }),
  ).rejects.toThrow(/denied|locked/)
})
