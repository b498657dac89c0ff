import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type CentralClient, connectToCentral } from '../../../main/central/central-client.ts'
import { systemClock } from '../../../main/store/clock.ts'
import { newId } from '../../../main/store/identifiers.ts'
import { getOffice, insertOffice } from '../../../main/store/office.ts'
import { openStore, type Store } from '../../../main/store/store.ts'
import { type ChangeHandler, handleChange } from '../../../main/sync/change-handler.ts'
import { createFeed, type Feed } from '../../../main/sync/feed.ts'
import { Problem } from '../../../shared/problems.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

let centre: Centre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre[Symbol.asyncDispose]())

/** An office of its own at the centre, and the centre's hand in its feed. */
interface FedOffice extends AsyncDisposable {
  code: string
  client: CentralClient
  /** Tells the office something. */
  tell(kind: string, payload: object): Promise<void>
  /** Puts the centre back to where it was after so many changes. */
  putBack(position: number): Promise<void>
}

let offices = 0

async function newOffice(): Promise<FedOffice> {
  offices += 1
  const code = `327104${1000 + offices}`
  const client = await connectToCentral(await centre.add(code))
  const id = String((await centre.rows('SELECT id FROM offices WHERE code = ?', [code]))[0]?.id)
  return {
    code,
    client,
    async tell(kind, payload) {
      await centre.rows('CALL loket_add_change(?, ?, ?)', [id, kind, JSON.stringify(payload)])
    },
    async putBack(position) {
      await centre.rows('DELETE FROM changes WHERE office_id = ? AND position > ?', [id, position])
      await centre.rows('UPDATE feed_positions SET position = ? WHERE office_id = ?', [position, id])
    },
    [Symbol.asyncDispose]: () => client.close(),
  }
}

/** A computer of the office: a real store, with a table of what took effect on it. */
interface Computer extends AsyncDisposable {
  store: Store
  pull(client: CentralClient): Promise<number>
  /** The program is started again, perhaps a newer one. */
  restart(handlers?: (store: Store) => ChangeHandler[]): void
  effects(): string[]
  /** Another computer with what this one's store held at this moment. */
  copy(): Promise<Computer>
  reports: unknown[]
}

const Known = z.object({ version: z.literal(1), text: z.string() })

/** Writes down what it was given; `bad` fails after it has written. */
function knowing(store: Store, ...kinds: string[]): ChangeHandler[] {
  const note = store.prepare<[string]>('INSERT INTO effects (text) VALUES (?)')
  return kinds.map((kind) =>
    handleChange(kind, Known, ({ text }) => {
      note.run(text)
      if (text.startsWith('bad')) throw new Error('the handler has a fault')
    }),
  )
}

const today = (store: Store) => knowing(store, 'known')
const tomorrow = (store: Store) => knowing(store, 'known', 'future')

async function openComputer(code: string, from?: Buffer, key = randomBytes(32)): Promise<Computer> {
  const folder = await makeTempFolder('feed')
  if (from !== undefined) await writeFile(`${folder.path}/loket.db`, from)
  const store = openStore(folder.path, key)
  if (from === undefined) {
    store.exec('CREATE TABLE effects (row INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
    const office = { code, name: 'Kelurahan Uji' }
    insertOffice(
      store,
      { office, device: 'A01', deviceId: newId(), training: false },
      '2026-11-22T00:00:00.000Z',
    )
  }
  const reports: unknown[] = []
  const start = (handlers: ChangeHandler[]): Feed =>
    createFeed({ store, clock: systemClock, handlers, report: (error) => reports.push(error), pageSize: 3 })
  let feed = start(today(store))
  return {
    store,
    reports,
    pull: (client) => feed.pull(client),
    restart(handlers = today) {
      feed = start(handlers(store))
    },
    effects: () => store.prepare<[], string>('SELECT text FROM effects ORDER BY row').pluck().all(),
    async copy() {
      store.pragma('wal_checkpoint(TRUNCATE)')
      return openComputer(code, await readFile(`${folder.path}/loket.db`), key)
    },
    async [Symbol.asyncDispose]() {
      store.close()
      await folder.remove()
    },
  }
}

const known = (text: string) => ({ version: 1, text })

/** The line, which answers and is cut before anybody hears it. */
const deaf = (client: CentralClient): CentralClient => ({
  ...client,
  async pull(request) {
    await client.pull(request)
    throw new Problem('centre-unreachable')
  },
})

describe('the change feed', () => {
  test('applies every change once, in order, over several pages', async () => {
    await using office = await newOffice()
    await using computer = await openComputer(office.code)
    for (const text of ['1', '2', '3', '4', '5', '6', '7']) await office.tell('known', known(text))
    expect(await computer.pull(office.client)).toBe(7)
    expect(await computer.pull(office.client)).toBe(0)
    expect(computer.effects()).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  })

  test('takes one round trip and no write when nothing is new', async () => {
    await using office = await newOffice()
    await using computer = await openComputer(office.code)
    await computer.pull(office.client)
    const changes = () => Number(computer.store.prepare<[], number>('SELECT total_changes()').pluck().get())
    const before = changes()
    let trips = 0
    const counting: CentralClient = {
      ...office.client,
      pull(request) {
        trips += 1
        return office.client.pull(request)
      },
    }
    expect(await computer.pull(counting)).toBe(0)
    expect([trips, changes()]).toEqual([1, before])
  })

  test('keeps unknown changes and applies them after an upgrade', async () => {
    await using office = await newOffice()
    await using computer = await openComputer(office.code)
    await office.tell('future', known('kind'))
    await office.tell('known', { version: 2, text: 'version', more: true })
    await office.tell('known', known('plain'))
    expect(await computer.pull(office.client)).toBe(1)
    computer.restart()
    expect(await computer.pull(office.client)).toBe(0)
    computer.restart(tomorrow)
    expect(await computer.pull(office.client)).toBe(1)
    expect(computer.effects()).toEqual(['plain', 'kind'])
    const [kept] = computer.store
      .prepare('SELECT payload FROM changes WHERE applied_at IS NULL')
      .pluck()
      .all()
    expect(JSON.parse(String(kept))).toEqual({ version: 2, text: 'version', more: true })
  })

  test('rolls back a change whose handler fails, and continues', async () => {
    await using office = await newOffice()
    await using computer = await openComputer(office.code)
    await office.tell('known', known('bad'))
    await office.tell('known', known('good'))
    expect(await computer.pull(office.client)).toBe(1)
    expect(computer.effects()).toEqual(['good'])
    expect(computer.reports).toEqual([new Error('the handler has a fault')])
  })

  test('pulls again what a store restored from a week-old backup has missed', async () => {
    await using office = await newOffice()
    await using computer = await openComputer(office.code)
    await office.tell('known', known('old'))
    await computer.pull(office.client)
    await using restored = await computer.copy()
    await office.tell('known', known('missed'))
    await computer.pull(office.client)
    // What a restored store does first (main/accounts/restoring.ts): it is another computer from now on.
    restored.store.prepare("UPDATE office SET device_id = ?, device = 'B02'").run(newId())
    expect(await restored.pull(office.client)).toBe(1)
    expect(restored.effects()).toEqual(['old', 'missed'])
  })

  test('gives a computer with a copied store a new device id', async () => {
    await using office = await newOffice()
    await using computer = await openComputer(office.code)
    await computer.pull(office.client)
    await using copied = await computer.copy()
    const before = getOffice(computer.store)
    expect(getOffice(copied.store)).toEqual(before)
    await copied.pull(office.client)
    await office.tell('known', known('after'))
    await computer.pull(office.client)
    await copied.pull(office.client)
    const [one, other] = [getOffice(computer.store), getOffice(copied.store)]
    expect(one.deviceId).not.toBe(other.deviceId)
    expect(one.device).not.toBe(other.device)
    expect([computer.effects(), copied.effects()]).toEqual([['after'], ['after']])
    expect(computer.store.prepare('SELECT copied_at FROM feed').pluck().get()).not.toBeNull()
    const devices = await centre.rows(
      'SELECT devices.id FROM devices JOIN offices ON offices.id = office_id WHERE code = ?',
      [office.code],
    )
    expect(devices).toContainEqual({ id: one.deviceId })
  })
})

/**
 * What may happen between a centre and two computers of an office, in any order: an answer that nobody hears,
 * a computer that is replaced by a copy of the other one's store, a centre that is put back from a backup.
 */
type Step =
  | { do: 'tell'; kind: 'known' | 'future'; version: 1 | 2 }
  | { do: 'pull' | 'unheard' | 'restart' | 'upgrade'; computer: 0 | 1 }
  | { do: 'copy'; from: 0 | 1 }
  | { do: 'put-back'; by: number }

const computerNumber = fc.constantFrom(0 as const, 1 as const)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('tell' as const),
      kind: fc.constantFrom('known' as const, 'future' as const),
      version: fc.constantFrom(1 as const, 1 as const, 2 as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'pull' as const,
        'pull' as const,
        'unheard' as const,
        'restart' as const,
        'upgrade' as const,
      ),
      computer: computerNumber,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('copy' as const), from: computerNumber }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('put-back' as const), by: fc.integer({ min: 1, max: 3 }) }),
  },
)

test('applies each change exactly once on each computer after random failures', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      await using office = await newOffice()
      const computers = [await openComputer(office.code), await openComputer(office.code)]
      // The model: what the centre holds, and what it ever told and then lost.
      let held: { text: string; kind: string; version: number }[] = []
      const lost = new Set<string>()
      const pull = async (index: 0 | 1, client = office.client) => computers[index]?.pull(client)
      for (const [number, taken] of steps.entries()) {
        switch (taken.do) {
          case 'tell': {
            const text = `${number}`
            await office.tell(taken.kind, { version: taken.version, text })
            held.push({ text, kind: taken.kind, version: taken.version })
            break
          }
          case 'pull':
            await pull(taken.computer)
            break
          case 'unheard':
            await expect(pull(taken.computer, deaf(office.client))).rejects.toThrow(Problem)
            break
          case 'restart':
            computers[taken.computer]?.restart()
            break
          case 'upgrade':
            computers[taken.computer]?.restart(tomorrow)
            break
          case 'copy': {
            const other = taken.from === 0 ? 1 : 0
            const copy = await computers[taken.from]?.copy()
            await computers[other]?.[Symbol.asyncDispose]()
            if (copy) computers[other] = copy
            break
          }
          case 'put-back': {
            const rest = Math.max(0, held.length - taken.by)
            for (const { text } of held.slice(rest)) lost.add(text)
            held = held.slice(0, rest)
            await office.putBack(rest)
            break
          }
        }
      }
      for (const computer of computers) {
        computer.restart(tomorrow)
        await computer.pull(office.client)
        await computer.pull(office.client)
        const effects = computer.effects()
        expect(effects.length).toBe(new Set(effects).size)
        const expected = held.filter(({ version }) => version === 1).map(({ text }) => text)
        expect(effects.filter((text) => !lost.has(text)).toSorted()).toEqual(expected.toSorted())
        await computer[Symbol.asyncDispose]()
      }
    }),
    { numRuns: 15 },
  )
})
