import { beforeEach, expect, test } from 'vitest'
import { createSessions, type Sessions } from '../../../main/accounts/session.ts'
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts'

const rina = { id: '019a0000-0000-7000-8000-000000000001', username: 'rina', name: 'Rina', roles: [] }
const joko = { id: '019a0000-0000-7000-8000-000000000002', username: 'joko', name: 'Joko', roles: [] }

let clock: ManualClock
let idleMinutes: number
let sessions: Sessions

beforeEach(() => {
  clock = createManualClock()
  idleMinutes = 10
  sessions = createSessions({ clock: clock.now, idleMinutes: () => idleMinutes })
})

test('a connection has the session of its last sign-in', () => {
  expect(sessions.get('window-1')).toBeUndefined()
  sessions.signIn('window-1', rina)
  sessions.signIn('window-2', joko)
  expect(sessions.get('window-1')?.user).toEqual(rina)
  sessions.signIn('window-1', joko)
  expect(sessions.get('window-1')?.user).toEqual(joko)
  sessions.lock('window-1')
  expect(sessions.get('window-1')).toBeUndefined()
  expect(sessions.get('window-2')?.user).toEqual(joko)
})

test('idle time ends a session, activity keeps it alive, peeking does not', () => {
  sessions.signIn('window-1', rina)
  clock.advance({ minutes: 9, seconds: 59 })
  expect(sessions.get('window-1')?.user).toEqual(rina)
  clock.advance({ minutes: 9 })
  expect(sessions.keepAlive('window-1')).toBe(true)
  clock.advance({ minutes: 9 })
  expect(sessions.peek('window-1')?.user).toEqual(rina)
  clock.advance({ minutes: 1 })
  expect(sessions.peek('window-1')).toBeUndefined()
  expect(sessions.keepAlive('window-1')).toBe(false)
})

test('a changed setting applies at once', () => {
  sessions.signIn('window-1', rina)
  clock.advance({ minutes: 5 })
  idleMinutes = 5
  expect(sessions.peek('window-1')).toBeUndefined()
})

test('a session ends after a working day even if it was never idle', () => {
  sessions.signIn('window-1', rina)
  for (let minutes = 5; minutes < 12 * 60; minutes += 5) {
    clock.advance({ minutes: 5 })
    expect(sessions.keepAlive('window-1')).toBe(true)
  }
  clock.advance({ minutes: 5 })
  expect(sessions.keepAlive('window-1')).toBe(false)
})

test('a clock that is set back neither ends nor prolongs a session', () => {
  sessions.signIn('window-1', rina)
  clock.advance({ minutes: -60 * 24 })
  expect(sessions.peek('window-1')?.user).toEqual(rina)
  clock.advance({ minutes: 10 })
  expect(sessions.peek('window-1')).toBeUndefined()
})

test('answers once which screens to lock', () => {
  sessions.signIn('window-1', rina)
  clock.advance({ minutes: 6 })
  sessions.signIn('window-2', joko)
  clock.advance({ minutes: 6 })
  expect(sessions.expire()).toEqual(['window-1'])
  expect(sessions.expire()).toEqual([])
  expect(sessions.peek('window-2')?.user).toEqual(joko)
})

test('locks the sessions of an account, or all', () => {
  sessions.signIn('window-1', rina)
  sessions.signIn('window-2', joko)
  sessions.signIn('browser-1', rina)
  sessions.lockAccount(rina.id)
  expect(['window-1', 'window-2', 'browser-1'].map((name) => sessions.peek(name)?.user.username)).toEqual([
    undefined,
    'joko',
    undefined,
  ])
  sessions.lockAll()
  expect(sessions.peek('window-2')).toBeUndefined()
})
