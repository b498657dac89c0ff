import { beforeAll, describe, expect, test } from 'vitest'
import {
  decoyWrap,
  KeyRing,
  newDataKey,
  type PasswordWrap,
  unwrapWithPassword,
  unwrapWithRecoveryKey,
  wrapWithPassword,
  wrapWithRecoveryKey,
} from '../../../main/accounts/key-ring.ts'
import { newRecoveryKey } from '../../../main/accounts/recovery-key.ts'

const password = 'empat gelas kopi tubruk'
const dataKey = newDataKey()
const rina = { id: '019a0000-0000-7000-8000-000000000001', username: 'rina' }

const flip = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64')
  bytes.writeUInt8(bytes.readUInt8(3) ^ 1, 3)
  return bytes.toString('base64')
}

describe('a password', () => {
  let wrap: PasswordWrap

  beforeAll(async () => {
    wrap = await wrapWithPassword(dataKey, rina, password)
  })

  test('unwraps the key in every Unicode form', async () => {
    expect(await unwrapWithPassword(wrap, password)).toEqual(dataKey)
    expect(await unwrapWithPassword(wrap, 'ｅｍｐａｔ gelas kopi tubruk')).toEqual(dataKey)
    expect(await unwrapWithPassword(wrap, 'empat gelas kopi tubruK')).toBeUndefined()
  })

  test('is derived by scrypt with parameters stored in the wrap', () => {
    expect(wrap).toMatchObject({ cost: 32768, blockSize: 8, parallelization: 1, username: 'rina' })
    expect(Object.keys(wrap).sort()).toEqual(
      [
        ...['account', 'blockSize', 'bytes', 'cost', 'id', 'nonce', 'parallelization', 'salt'],
        'username',
      ].sort(),
    )
  })

  test.each([
    ['account', (made: PasswordWrap) => ({ ...made, account: decoyWrap.account })],
    ['username', (made: PasswordWrap) => ({ ...made, username: 'joko' })],
    ['id', (made: PasswordWrap) => ({ ...made, id: decoyWrap.id })],
    ['salt', (made: PasswordWrap) => ({ ...made, salt: flip(made.salt) })],
    ['cost', (made: PasswordWrap) => ({ ...made, cost: 2 ** 14 })],
    ['nonce', (made: PasswordWrap) => ({ ...made, nonce: flip(made.nonce) })],
    ['bytes', (made: PasswordWrap) => ({ ...made, bytes: flip(made.bytes) })],
    ['length', (made: PasswordWrap) => ({ ...made, bytes: made.bytes.slice(0, 32) })],
  ])('does not open a wrap whose %s was altered', async (_, alter) => {
    expect(await unwrapWithPassword(alter(wrap), password)).toBeUndefined()
  })

  test('two wraps of one key have nothing in common', async () => {
    const second = await wrapWithPassword(dataKey, rina, password)
    for (const part of ['id', 'salt', 'nonce', 'bytes'] as const) expect(second[part]).not.toBe(wrap[part])
  })

  test('does not open the decoy', async () => {
    expect(await unwrapWithPassword(decoyWrap, password)).toBeUndefined()
  })

  test('rejects scrypt parameters that would exhaust the memory', () => {
    const recovery = wrapWithRecoveryKey(dataKey, newRecoveryKey())
    const ring = { version: 1, wraps: [wrap], recovery }
    expect(KeyRing.safeParse(ring).success).toBe(true)
    expect(KeyRing.safeParse({ ...ring, wraps: [{ ...wrap, cost: 2 ** 24 }] }).success).toBe(false)
  })
})

test('a recovery key unwraps the key, and another does not', () => {
  const recoveryKey = newRecoveryKey()
  const wrap = wrapWithRecoveryKey(dataKey, recoveryKey)
  expect(unwrapWithRecoveryKey(wrap, recoveryKey)).toEqual(dataKey)
  expect(unwrapWithRecoveryKey(wrap, newRecoveryKey())).toBeUndefined()
  expect(unwrapWithRecoveryKey({ ...wrap, salt: flip(wrap.salt) }, recoveryKey)).toBeUndefined()
})
