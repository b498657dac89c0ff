import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatRecoveryKey, newRecoveryKey, parseRecoveryKey } from '../../../main/accounts/recovery-key.ts'

const keys = fc.uint8Array({ minLength: 25, maxLength: 25 })

describe('the recovery key', () => {
  test('is 200 random bits in 8 groups of 5', () => {
    const key = newRecoveryKey()
    expect(key).toHaveLength(25)
    expect(formatRecoveryKey(key)).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(newRecoveryKey()).not.toEqual(key)
  })

  test('is parsed in any spelling', () => {
    fc.assert(
      fc.property(keys, (key) => {
        const printed = formatRecoveryKey(key)
        const misread = printed
          .toLowerCase()
          .replaceAll('-', ' – ')
          .replaceAll('0', 'o')
          .replace('1', 'l')
          .replaceAll('1', 'I')
        expect(parseRecoveryKey(printed)).toEqual(key)
        expect(parseRecoveryKey(` ${misread}\n`)).toEqual(key)
      }),
    )
  })

  test('one wrong character is another key', () => {
    const key = parseRecoveryKey('7K3QM-00000-00000-00000-00000-00000-00000-00000')
    expect(parseRecoveryKey('7K3QN-00000-00000-00000-00000-00000-00000-00000')).not.toEqual(key)
  })

  test.each([
    '',
    'rahasia',
    '7K3QM-00000-00000-00000-00000-00000-00000',
    '7K3QM-00000-00000-00000-00000-00000-00000-00000-0',
    '7K3QU-00000-00000-00000-00000-00000-00000-00000',
  ])('%j cannot be one', (typed) => {
    expect(parseRecoveryKey(typed)).toBeUndefined()
  })
})
