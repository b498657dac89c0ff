import fs from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createLoginThrottle,
  delaySeconds,
  type LoginThrottle,
} from '../../../main/accounts/login-throttle.ts'
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts'
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts'

let folder: TempFolder
let clock: ManualClock
let loginThrottle: LoginThrottle

beforeEach(async () => {
  folder = await makeTempFolder('attempts')
  clock = createManualClock()
  loginThrottle = createLoginThrottle(folder.path, clock.now)
})

afterEach(() => folder.remove())

const fail = (times: number, name = 'rina') => {
  for (let time = 0; time < times; time += 1) loginThrottle.register(name)
}

const secondsLeft = (name = 'rina'): unknown => {
  try {
    createLoginThrottle(folder.path, clock.now).register(name)
    return 0
  } catch (error) {
    return error instanceof Error && 'data' in error ? error.data : error
  }
}

test('the wait begins with the fifth failure, doubles, and ends at a quarter of an hour', () => {
  expect([0, 4, 5, 6, 7, 8, 9, 10, 1000].map(delaySeconds)).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900])
})

test('a wait counts down and is not lengthened by asking', () => {
  fail(5)
  expect(secondsLeft()).toEqual({ seconds: 30 })
  clock.advance({ seconds: 12 })
  expect(secondsLeft()).toEqual({ seconds: 18 })
  clock.advance({ seconds: 18 })
  expect(secondsLeft()).toBe(0)
  expect(secondsLeft()).toEqual({ seconds: 60 })
})

test('names wait for themselves', () => {
  fail(5)
  expect(secondsLeft('joko')).toBe(0)
})

test('success forgets, and says what went before', () => {
  fail(4)
  expect(loginThrottle.reset('rina')).toBe(3)
  fail(4)
  expect(secondsLeft()).toBe(0)
})

test('setting the clock back starts the wait anew: not nothing, not a year', () => {
  fail(5)
  clock.advance({ seconds: 20 })
  clock.advance({ minutes: -365 * 24 * 60 })
  expect(secondsLeft()).toEqual({ seconds: 30 })
  clock.advance({ seconds: 25 })
  expect(secondsLeft()).toEqual({ seconds: 5 })
  clock.advance({ seconds: -10 })
  expect(secondsLeft()).toEqual({ seconds: 15 })
  clock.advance({ seconds: -25 })
  expect(secondsLeft()).toEqual({ seconds: 30 })
})

test('names that were tried are nowhere in the file, and it does not grow without end', () => {
  for (let name = 0; name < 600; name += 1) {
    clock.advance({ seconds: 1 })
    loginThrottle.register(`orang${name}`)
  }
  const text = fs.readFileSync(join(folder.path, 'attempts.json'), 'utf8')
  expect(text).not.toContain('orang')
  expect(Object.keys(JSON.parse(text))).toHaveLength(500)
})

test('a damaged file starts the count anew', () => {
  fail(5)
  fs.writeFileSync(join(folder.path, 'attempts.json'), '\0'.repeat(100))
  expect(secondsLeft()).toBe(0)
})
