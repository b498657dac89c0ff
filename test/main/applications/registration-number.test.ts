import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNumbering } from '../../../main/applications/registration-number.ts'
import { transact } from '../../../main/store/store.ts'
import { type Counter, openCounter } from '../../support/counter.ts'
import { familyForm } from '../../support/family.ts'

const devices = ['A01', 'B7K'] as const
let counters: Counter[]
beforeAll(async () => {
  counters = await Promise.all(devices.map((device) => openCounter({ device })))
})
afterAll(() => Promise.all(counters.map((counter) => counter[Symbol.asyncDispose]())))

test('no number is given twice, whichever computer counts and whenever', () => {
  const given = new Set<string>()
  const drawn = fc.record({
    device: fc.integer({ min: 0, max: devices.length - 1 }),
    at: fc.date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }),
  })
  fc.assert(
    fc.property(fc.array(drawn, { minLength: 1, maxLength: 40 }), (draws) => {
      for (const { device, at } of draws) {
        const counter = counters[device]
        if (!counter) throw new Error('no such computer')
        const number = transact(
          counter.store,
          createNumbering(counter.store, () => at),
        )
        expect(number).toMatch(new RegExp(`^3271031006-${devices[device]}-(2[6-9]|30)-\\d{5}$`))
        expect(given.has(number)).toBe(false)
        given.add(number)
      }
    }),
    { numRuns: 30 },
  )
})

test('counts from one in each year of the office, not of Greenwich', () => {
  const [counter] = counters
  if (!counter) throw new Error('no computer')
  const numberAt = (at: string) => createNumbering(counter.store, () => new Date(at))()
  const old = numberAt('2034-12-31T16:59:00Z')
  expect(old).toBe('3271031006-A01-34-00001')
  expect(numberAt('2034-12-31T17:01:00Z')).toBe('3271031006-A01-35-00001')
  expect(numberAt('2034-12-31T16:59:59Z')).toBe('3271031006-A01-34-00002')
})

test('a submission that fails costs no number', async () => {
  const [counter] = counters
  if (!counter) throw new Error('no computer')
  const { applications, store } = counter
  const serialOf = (id: string) => Number(applications.get(id).number?.slice(-5))
  const before = serialOf(await counter.register(familyForm(1)))
  await expect(counter.register(familyForm(1))).rejects.toMatchObject({ code: 'application-incomplete' })
  expect(serialOf(await counter.register(familyForm(2)))).toBe(before + 1)
  expect(store.inTransaction).toBe(false)
})
