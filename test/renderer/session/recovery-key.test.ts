import { expect, test } from 'vitest'
import { keyGroups, matchesGroup, randomGroup } from '../../../renderer/session/recovery-key.ts'

const key = '7K3QM-X9T2A-00PQR-4HJ8N'

test('the groups are numbered as on the sheet', () => {
  expect(keyGroups(key)).toEqual([
    { number: 1, letters: '7K3QM' },
    { number: 2, letters: 'X9T2A' },
    { number: 3, letters: '00PQR' },
    { number: 4, letters: '4HJ8N' },
  ])
})

test('a group matches in any case and with separators; another group does not', () => {
  const group = { number: 2, letters: 'X9T2A' }
  expect(matchesGroup(' x9t2a ', group)).toBe(true)
  expect(matchesGroup('X9-T2A', group)).toBe(true)
  expect(matchesGroup('X9T2', group)).toBe(false)
  expect(matchesGroup('7K3QM', group)).toBe(false)
  expect(matchesGroup('', group)).toBe(false)
})

test('randomGroup returns a group of the key', () => {
  const groups = keyGroups(key)
  for (let round = 0; round < 50; round += 1) expect(groups).toContain(randomGroup(groups))
})
