import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CentralClient, connectToCentral, type Operation } from '../../../main/central/central-client.ts'
import { revokeOffice } from '../../../main/central/offices.ts'
import type { Change, PullRequest } from '../../../main/central/pull.ts'
import { migrate } from '../../../main/central/schema.ts'
import { newId } from '../../../main/store/identifiers.ts'
import type { ApplicationRecord } from '../../../shared/record.ts'
import { approvedRecord, jpegLike, sha256 } from '../../support/approved.ts'
import { compareWithCentre } from '../../support/compare-with-centre.ts'
import { homeVillage } from '../../support/family.ts'
import { type GaleraCentre, startGaleraCentre } from '../../support/galera-centre.ts'
import { openSendingOffice, until } from '../sync/office.ts'

/** The centre as it is when it has outgrown one server: three of them, each with all of the registry. */
let centre: GaleraCentre
beforeAll(async () => {
  centre = await startGaleraCentre()
})
afterAll(() => centre[Symbol.asyncDispose](), 60_000)

const everyNode = [0, 1, 2]
const minutes = 60_000

async function connectThrough(node: number, settings = centre.settings): Promise<CentralClient> {
  const client = await connectToCentral(centre.through(node, settings))
  await client.hello(newId(), new Date())
  return client
}

function operationOf(record: ApplicationRecord): Operation {
  const payload = JSON.stringify(record)
  const device = newId()
  return { id: newId(), application: record.id, device, sequence: 1, payload, payloadHash: sha256(payload) }
}

const inVillage = (record: ApplicationRecord, village: string): ApplicationRecord => ({
  ...record,
  family: { ...record.family, village },
})

/** How often the cluster has let one of two transactions try again, on all servers. */
async function conflictsSeen(): Promise<number> {
  let sum = 0
  for (const node of everyNode) {
    const counted = await centre.rows(
      node,
      "SHOW STATUS WHERE Variable_name IN ('wsrep_local_cert_failures', 'wsrep_local_bf_aborts')",
    )
    for (const { Value } of counted) sum += Number(Value)
  }
  return sum
}

test('the schema is the same on every node, and every table has a primary key', async () => {
  for (const node of everyNode) {
    const [routines] = await centre.rows(
      node,
      `SELECT COUNT(*) AS number, COUNT(DISTINCT sql_mode) AS modes, MAX(sql_mode) LIKE '%STRICT_ALL_TABLES%' AS strict
       FROM information_schema.routines WHERE routine_schema = 'solid_loket'`,
    )
    expect(routines).toEqual({ number: expect.any(Number), modes: 1, strict: 1 })
    const unfit = await centre.rows(
      node,
      `SELECT table_name FROM information_schema.tables AS t
       WHERE table_schema = 'solid_loket' AND table_type = 'BASE TABLE'
         AND (engine <> 'InnoDB' OR NOT EXISTS (
           SELECT 1 FROM information_schema.statistics AS s
           WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name AND index_name = 'PRIMARY'))`,
    )
    expect(unfit).toEqual([])
  }
})

test('two administrators on two nodes at once: nothing runs twice, and the schema is complete', async () => {
  await using one = await centre.administrator(0)
  await using other = await centre.administrator(1)
  const nothing = { versions: [], routines: [] }
  expect(await Promise.all([migrate(one), migrate(other)])).toEqual([nothing, nothing])
})

test('an office revoked on one node is refused on all, also on open connections', async () => {
  const settings = await centre.add('3271031009')
  const client = await connectThrough(2, settings)
  await using administrator = await centre.administrator(0)
  await revokeOffice(administrator, '3271031009')
  await expect(client.hello(newId(), new Date())).rejects.toMatchObject({ code: 'centre-refused-account' })
  for (const node of everyNode) {
    await expect(connectToCentral(centre.through(node, settings))).rejects.toMatchObject({
      code: 'office-revoked',
    })
  }
  await client.close()
})

test(
  'a server that is cut off from the others is passed over',
  async () => {
    const [first = '', second = ''] = centre.settings.host.split(', ')
    await using administrator = await centre.administrator(1)
    const isolate = (yes: 0 | 1) =>
      administrator.connection.query(`SET GLOBAL wsrep_provider_options = 'gmcast.isolate=${yes}'`)
    const isMember = async (status: string) => {
      const [rows] = await administrator.connection.query("SHOW STATUS LIKE 'wsrep_cluster_status'")
      return JSON.stringify(rows).includes(`"${status}"`)
    }
    await isolate(1)
    try {
      await until(() => isMember('non-Primary'), minutes)
      await expect(connectThrough(1)).rejects.toMatchObject({ code: 'centre-unreachable' })
      const client = await connectToCentral({ ...centre.settings, host: `${second}, ${first}` })
      expect(await client.hello(newId(), new Date())).toMatchObject({ office: homeVillage })
      await client.close()
    } finally {
      await isolate(0)
    }
    await until(() => isMember('Primary'), minutes)
  },
  3 * minutes,
)

test(
  'a record whose two last scans arrive at one moment on two servers is complete',
  async () => {
    const before = await conflictsSeen()
    const clients = [await connectThrough(0), await connectThrough(1)]
    for (let round = 0; round < 10; round++) {
      const scans = [jpegLike(3_000), jpegLike(3_000)]
      const record = approvedRecord(100 + round, scans)
      await clients[0]?.submitBatch([operationOf(record)])
      const sent = scans.map((bytes, index) =>
        clients[index]?.uploadParts([{ scan: sha256(bytes), offset: 0, bytes }]),
      )
      await Promise.all(sent)
      const [row] = await centre.rows(2, 'SELECT complete_at FROM applications WHERE id = ?', [record.id])
      expect(row?.complete_at, `round ${round}`).toBeInstanceOf(Date)
    }
    expect(await conflictsSeen()).toBeGreaterThan(before)
    for (const client of clients) await client.close()
  },
  minutes,
)

test(
  'one NIK that two offices propose at one moment on two servers is found',
  async () => {
    const neighbour = '3271031007'
    const clients = [await connectThrough(0), await connectThrough(1, await centre.add(neighbour))]
    for (let round = 0; round < 5; round++) {
      const records = [homeVillage, neighbour].map((village) =>
        inVillage(approvedRecord(200 + round), village),
      )
      const verdicts = await Promise.all(
        records.map((record, index) => clients[index]?.submitBatch([operationOf(record)])),
      )
      expect(verdicts.flat().map((verdict) => verdict?.verdict)).toEqual(['applied', 'applied'])
      const found = await centre.rows(2, 'SELECT nik FROM conflicts WHERE first_application IN (?, ?)', [
        records[0]?.id ?? '',
        records[1]?.id ?? '',
      ])
      const proposed = records[0]?.members.filter((member) => member.proposed).map(({ nik }) => nik)
      expect(found.map(({ nik }) => nik).toSorted()).toEqual(proposed?.toSorted())
    }
    for (const client of clients) await client.close()
  },
  minutes,
)

test(
  'a feed that many write to on two servers is read on all of them without a gap',
  async () => {
    const kecamatan = await centre.add('327103')
    const village = '3271031008'
    const reader = await centre.add(village)
    const device = newId()
    const request: PullRequest = {
      device,
      sessionToken: newId(),
      confirmedToken: '',
      after: 0,
      lastId: '',
      limit: 3,
    }
    const seen: Change[] = []
    let isWritten = false
    /** As an office that changes its server with every question. */
    async function readOnAll(): Promise<void> {
      const clients = await Promise.all(everyNode.map((node) => connectThrough(node, reader)))
      for (let turn = 0; ; turn++) {
        const wasWritten = isWritten
        const answer = await clients[turn % clients.length]?.pull(request)
        expect(answer).toMatchObject({ copied: false, rewound: false, gap: false })
        const changes = answer?.changes ?? []
        seen.push(...changes)
        const last = changes.at(-1)
        if (last !== undefined) Object.assign(request, { after: last.position, lastId: last.id })
        else if (wasWritten) break
      }
      for (const client of clients) await client.close()
    }
    /** What a kecamatan decides is told to the kelurahan. */
    async function decide(node: number, first: number): Promise<string[]> {
      const client = await connectThrough(node, kecamatan)
      const ids: string[] = []
      for (let index = 0; index < 15; index++) {
        const record = inVillage(approvedRecord(first + index), village)
        expect((await client.submitBatch([operationOf(record)]))[0]?.verdict).toBe('applied')
        ids.push(record.id)
      }
      await client.close()
      return ids
    }
    const writing = Promise.all([decide(0, 300), decide(1, 400)]).finally(() => {
      isWritten = true
    })
    const [written] = await Promise.all([writing, readOnAll()])
    expect(seen.map(({ position }) => position)).toEqual(seen.map((_change, index) => index + 1))
    const told = seen
      .filter(({ kind }) => kind === 'decision')
      .map(({ payload }) => JSON.parse(payload).application)
    expect(told.toSorted()).toEqual(written.flat().toSorted())
  },
  minutes,
)

test(
  'a server that is killed in the middle of a synchronisation costs nothing and doubles nothing',
  async () => {
    await using office = await openSendingOffice(centre.settings)
    const records = office.approve(120)
    office.sync.start()
    await until(() => office.sync.status().delivered > 10, minutes)
    const victim = centre.galera.nodes[0]
    await victim?.kill()
    const deliveredAtKill = office.sync.status().delivered
    expect(deliveredAtKill).toBeLessThan(records.length)
    await until(() => office.sync.status().delivered === records.length, 2 * minutes)
    await victim?.resume()
    for (const node of everyNode) {
      await using administrator = await centre.administrator(node)
      await administrator.connection.query('USE solid_loket')
      const { mismatches, scans } = await compareWithCentre(office.counter.store, administrator.connection)
      expect({ node, mismatches, scans }).toEqual({ node, mismatches: [], scans: 2 * records.length })
    }
  },
  5 * minutes,
)
