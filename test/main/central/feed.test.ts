import { setTimeout as pause } from 'node:timers/promises'
import { type Connection, createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CentralClient, connectToCentral } from '../../../main/central/central-client.ts'
import type { PullRequest } from '../../../main/central/pull.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { homeVillage } from '../../support/family.ts'

let centre: Centre
let client: CentralClient
let office: string
beforeAll(async () => {
  centre = await startCentre()
  client = await connectToCentral(centre.settings)
  office = String((await centre.rows('SELECT id FROM offices WHERE code = ?', [homeVillage]))[0]?.id)
})
afterAll(async () => {
  await client.close()
  await centre[Symbol.asyncDispose]()
})

/** A computer that pulls and remembers, as an office does. */
async function newComputer(): Promise<PullRequest> {
  const device = newId()
  await client.hello(device, new Date())
  return { device, sessionToken: newId(), confirmedToken: '', after: 0, lastId: '', limit: 1000 }
}

async function pullOn(computer: PullRequest, on = client) {
  const answer = await on.pull(computer)
  const last = answer.changes.at(-1)
  if (last) Object.assign(computer, { after: last.position, lastId: last.id })
  return answer
}

/** The server's own hand, inside a transaction of the test's choosing. */
async function transaction(): Promise<Connection> {
  const { host, port } = centre.server
  const connection = await createConnection({ host, port, user: 'root', database: 'solid_loket' })
  await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED')
  await connection.query('START TRANSACTION')
  return connection
}

const add = (connection: Connection, payload: string, to = office) =>
  connection.query('CALL loket_add_change(?, ?, ?)', [to, 'test', payload])

const payloads = (answer: { changes: { payload: string }[] }) => answer.changes.map(({ payload }) => payload)

describe('positions', () => {
  test('are seen in order: a later commit of an earlier transaction is not skipped', async () => {
    const computer = await newComputer()
    await pullOn(computer)
    const first = await transaction()
    const second = await transaction()
    await add(first, 'a')
    let isSecondIn = false
    const adding = add(second, 'b').then(() => second.commit().then(() => (isSecondIn = true)))
    await pause(300)
    // The second waits for the first, so that nobody can see its change without the other one.
    expect(isSecondIn).toBe(false)
    expect(payloads(await pullOn(computer))).toEqual([])
    await first.commit()
    await adding
    expect(payloads(await pullOn(computer))).toEqual(['a', 'b'])
    await first.end()
    await second.end()
  })

  test('of a rolled-back transaction are reused and leave no gap', async () => {
    const computer = await newComputer()
    await pullOn(computer)
    const lost = await transaction()
    await add(lost, 'lost')
    await lost.rollback()
    await add(lost, 'kept')
    await lost.end()
    const before = computer.after
    const { changes } = await pullOn(computer)
    expect(changes.map(({ position }) => position)).toEqual([before + 1])
  })

  test('many concurrent transactions with rollbacks and deadlocks: no reader misses or doubles one', async () => {
    await centre.add('3271031007')
    const [row] = await centre.rows("SELECT id FROM offices WHERE code = '3271031007'")
    const other = String(row?.id)
    const computer = await newComputer()
    await pullOn(computer)
    const committed: string[] = []
    let deadlocks = 0
    let isWriting = true

    async function write(writer: number): Promise<void> {
      const connection = await transaction()
      for (let turn = 0; turn < 25; turn++) {
        const payload = `${writer}-${turn}`
        for (;;) {
          try {
            await connection.query('START TRANSACTION')
            // Half of them tell the other office first: they meet crosswise, and one of two is sent back.
            const order = writer % 2 === 0 ? [office, other] : [other, office]
            for (const to of order) {
              await add(connection, payload, to)
              await pause(writer % 3)
            }
            if (turn % 5 === 4) {
              await connection.rollback()
            } else {
              await connection.commit()
              committed.push(payload)
            }
            break
          } catch (error) {
            if (!(error instanceof Error && 'errno' in error && error.errno === 1213)) throw error
            deadlocks += 1
          }
        }
      }
      await connection.end()
    }

    const seen: string[] = []
    const positions: number[] = []
    async function read(): Promise<void> {
      const own = await connectToCentral(centre.settings)
      for (let isLast = false; !isLast; ) {
        isLast = !isWriting
        const answer = await pullOn({ ...computer }, own)
        for (const { position, payload } of answer.changes) {
          positions.push(position)
          seen.push(payload)
        }
        const last = answer.changes.at(-1)
        if (last) Object.assign(computer, { after: last.position, lastId: last.id })
        await pause(1)
      }
      await own.close()
    }

    const begun = computer.after
    const reading = read()
    await Promise.all([0, 1, 2, 3, 4, 5].map(write))
    isWriting = false
    await reading
    expect(deadlocks).toBeGreaterThan(0)
    expect(seen.toSorted()).toEqual(committed.toSorted())
    expect(positions).toEqual(positions.map((_, index) => begun + 1 + index))
  })
})

describe('pulling', () => {
  test('is paged and idempotent', async () => {
    const computer = { ...(await newComputer()), limit: 2 }
    await pullOn(computer)
    const adding = await transaction()
    const from = Number(
      (await centre.rows('SELECT position FROM feed_positions WHERE office_id = ?', [office]))[0]?.position,
    )
    for (const payload of ['p1', 'p2', 'p3']) await add(adding, payload)
    await adding.commit()
    await adding.end()
    const [last] = await centre.rows('SELECT id FROM changes WHERE office_id = ? AND position = ?', [
      office,
      from,
    ])
    Object.assign(computer, { after: from, lastId: String(last?.id) })
    expect(payloads(await client.pull(computer))).toEqual(['p1', 'p2'])
    expect(payloads(await pullOn(computer))).toEqual(['p1', 'p2'])
    expect(payloads(await pullOn(computer))).toEqual(['p3'])
    expect(await pullOn(computer)).toEqual({ copied: false, rewound: false, gap: false, changes: [] })
  })

  test('an idle pull writes nothing', async () => {
    const computer = { ...(await newComputer()), limit: 100_000 }
    await pullOn(computer)
    await pullOn(computer)
    const writes = async () =>
      Number((await centre.rows("SHOW GLOBAL STATUS LIKE 'Innodb_rows_updated'"))[0]?.Value) +
      Number((await centre.rows("SHOW GLOBAL STATUS LIKE 'Innodb_rows_inserted'"))[0]?.Value)
    const before = await writes()
    for (let turn = 0; turn < 5; turn++) await pullOn(computer)
    expect(await writes()).toBe(before)
  })

  test('detects a copied store at its second computer', async () => {
    const original = await newComputer()
    await pullOn(original)
    const copy = { ...original, confirmedToken: original.sessionToken, sessionToken: newId() }
    expect(await client.pull(copy)).toMatchObject({ copied: false })
    expect(await client.pull(original)).toEqual({ copied: true, rewound: false, gap: false, changes: [] })
    // An answer that was lost is no copy: the same token again.
    expect(await client.pull(copy)).toMatchObject({ copied: false })
  })

  test('sends everything again after a restore of the centre', async () => {
    const computer = { ...(await newComputer()), limit: 100_000 }
    await pullOn(computer)
    const { changes } = await client.pull({ ...computer, after: 0, lastId: '' })
    const future = { ...computer, after: computer.after + 5, lastId: newId() }
    expect(await client.pull(future)).toMatchObject({ rewound: true, changes })
    // The same position holds another change meanwhile.
    expect(await client.pull({ ...computer, lastId: newId() })).toMatchObject({ rewound: true, changes })
  })
})

describe('old changes', () => {
  test('are deleted after 90 days once every computer has them; a silent one gets a gap', async () => {
    const code = '3271031009'
    await using theirs = closing(await connectToCentral(await centre.add(code)))
    const [row] = await centre.rows('SELECT id FROM offices WHERE code = ?', [code])
    const id = String(row?.id)
    const adding = await transaction()
    for (const payload of ['1', '2', '3', '4']) await add(adding, payload, id)
    await adding.commit()
    const age = (days: number, upTo: number) =>
      adding.query(
        'UPDATE changes SET at = UTC_TIMESTAMP(3) - INTERVAL ? DAY WHERE office_id = ? AND position <= ?',
        [days, id, upTo],
      )
    await adding.query('SET autocommit = 1')
    const hasLeft = async () =>
      (await centre.rows('SELECT position FROM changes WHERE office_id = ? ORDER BY position', [id])).map(
        ({ position }) => Number(position),
      )
    const [quick, slow] = [await newComputerOn(theirs), await newComputerOn(theirs)]
    await age(91, 3)
    await theirs.pull({ ...slow, limit: 1 })
    const first = await theirs.pull({ ...slow, limit: 1 })
    Object.assign(slow, { after: 1, lastId: first.changes[0]?.id })
    await theirs.pull(slow)
    await pullOn(quick, theirs)
    await pullOn(quick, theirs)
    expect(await hasLeft()).toEqual([2, 3, 4])

    await adding.query('UPDATE devices SET last_seen_at = last_seen_at - INTERVAL 200 DAY WHERE id = ?', [
      slow.device,
    ])
    await pullOn({ ...quick, confirmedToken: quick.sessionToken, sessionToken: newId() }, theirs)
    expect(await hasLeft()).toEqual([4])
    expect(await theirs.pull(slow)).toMatchObject({ gap: true, rewound: false, changes: [{ position: 4 }] })
    expect(await theirs.pull(quick)).toMatchObject({ copied: true })
    await adding.end()
  })

  async function newComputerOn(on: CentralClient): Promise<PullRequest> {
    const device = newId()
    await on.hello(device, new Date())
    return { device, sessionToken: newId(), confirmedToken: '', after: 0, lastId: '', limit: 1000 }
  }
})

test('an office reads its own feed by an index, however many changes others have', async () => {
  const plan = await centre.rows(
    `EXPLAIN SELECT position, id, kind, payload, at FROM changes
     WHERE office_id = ? AND position > 5 ORDER BY position LIMIT 200`,
    [office],
  )
  expect(plan).toMatchObject([{ table: 'changes', type: 'range', key: 'PRIMARY' }])
  expect(String(plan[0]?.Extra)).not.toMatch(/filesort|temporary/)
})

const closing = <Line extends { close(): Promise<void> }>(opened: Line) => ({
  ...opened,
  [Symbol.asyncDispose]: () => opened.close(),
})
