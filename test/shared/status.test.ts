import { expect, test } from 'vitest'
import {
  ApplicationStatus,
  isOpen,
  Outcome,
  outcomeNames,
  statusAfter,
  statusNames,
} from '../../shared/status.ts'

test('the clerk types in drafts and in what came back, and in nothing else', () => {
  expect(ApplicationStatus.options.filter(isOpen)).toEqual(['draf', 'dikembalikan'])
})

test('every outcome leads to a status of its own, and both have names', () => {
  const after = Outcome.options.map((outcome) => statusAfter[outcome])
  expect(after).toEqual(['disetujui', 'dikembalikan', 'ditolak'])
  for (const name of [...Object.values(outcomeNames), ...Object.values(statusNames)])
    expect(name).toMatch(/^[A-Z]/)
})
