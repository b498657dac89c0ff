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

test('delays from the fifth failure on, doubling up to 15 minutes', () => {
  expect([0, 4, 5, 6, 7, 8, 9, 10, 1000].map(delaySeconds)).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900])
})

test('a delay counts down and is not extended by further attempts', () => {
  fail(5)
  expect(secondsLeft()).toEqual({ seconds: 30 })
  clock.advance({ seconds: 12 })
  expect(secondsLeft()).toEqual({ seconds: 18 })
  clock.advance({ seconds: 18 })
  expect(secondsLeft()).toBe(0)
  expect(secondsLeft()).toEqual({ seconds: 60 })
})

test('throttles each username separately', () => {
  fail(5)
  expect(secondsLeft('joko')).toBe(0)
})

test('a success resets the failures and answers how many there were', () => {
  fail(4)
  expect(loginThrottle.reset('rina')).toBe(3)
  fail(4)
  expect(secondsLeft()).toBe(0)
})

test('setting the clock back restarts the delay', () => {
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

test('the file holds no usernames, and its size is limited', () => {
  for (let name = 0; name < 600; name += 1) {
    clock.advance({ seconds: 1 })
    loginThrottle.register(`orang${name}`)
  }
  const text = fs.readFileSync(join(folder.path, 'attempts.json'), 'utf8')
  expect(text).not.toContain('orang')
  expect(Object.keys(JSON.parse(text))).toHaveLength(500)
})

test('a damaged file resets the count', () => {
  fail(5)
  fs.writeFileSync(join(folder.path, 'attempts.json'), '\0'.repeat(100))
  expect(secondsLeft()).toBe(0)
})
