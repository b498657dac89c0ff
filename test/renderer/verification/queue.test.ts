import { describe, expect, it } from 'vitest'
import {
  caseToRevoke,
  countQueue,
  filterQueue,
  nextUndecided,
  upcomingCases,
} from '../../../renderer/verification/queue.ts'
import type { QueuedCase } from '../../../shared/contract/verification-calls.ts'

function queuedCase(id: string, change: Partial<QueuedCase> = {}): QueuedCase {
  return {
    id,
    number: `3271031006-A-26-0000${id}`,
    kind: 'pendaftaran',
    headName: `KELUARGA ${id}`,
    memberCount: 3,
    submittedAt: '2026-11-21T01:00:00Z',
    submittedBy: 'Rina',
    fromOffice: null,
    own: false,
    pending: null,
    ...change,
  }
}
const decided = { pending: { outcome: 'setuju', reason: '' } } as const
const own = { own: true } as const

describe('the verification queue', () => {
  it('finds the next undecided case, skipping decided and own ones', () => {
    const cases = [queuedCase('1'), queuedCase('2', decided), queuedCase('3', own), queuedCase('4')]
    expect(nextUndecided(cases, '1')?.id).toBe('4')
  })

  it('wraps around at the end', () => {
    expect(nextUndecided([queuedCase('1'), queuedCase('2', decided), queuedCase('3')], '3')?.id).toBe('1')
  })

  it('finds no next case where only the current one is left', () => {
    expect(nextUndecided([queuedCase('1', decided), queuedCase('2')], '2')).toBeUndefined()
  })

  it('lists the upcoming cases', () => {
    const cases = [queuedCase('1'), queuedCase('2'), queuedCase('3', own), queuedCase('4')]
    expect(upcomingCases(cases, '1', 2).map((next) => next.id)).toEqual(['2', '4'])
    expect(upcomingCases(cases, '2', 5).map((next) => next.id)).toEqual(['4', '1'])
  })

  it('revokes the decision of the current case, or else the last decision', () => {
    const cases = [queuedCase('1', decided), queuedCase('2', decided), queuedCase('3')]
    expect(caseToRevoke(cases, '1', ['1', '2'])?.id).toBe('1')
    expect(caseToRevoke(cases, '3', ['1', '2'])?.id).toBe('2')
    expect(caseToRevoke(cases, '3', ['1', '2', '3'])?.id).toBe('2')
    expect(caseToRevoke(cases, '3', [])).toBeUndefined()
  })

  it('is filtered by name, number and decision', () => {
    const cases = [queuedCase('1', { headName: 'FAJAR DARMAWAN' }), queuedCase('2', decided), queuedCase('3')]
    expect(filterQueue(cases, 'semua', 'fajar').map((found) => found.id)).toEqual(['1'])
    expect(filterQueue(cases, 'semua', '00003').map((found) => found.id)).toEqual(['3'])
    expect(filterQueue(cases, 'belum', '').map((found) => found.id)).toEqual(['1', '3'])
    expect(filterQueue(cases, 'sudah', '').map((found) => found.id)).toEqual(['2'])
  })

  it('counts all and decided cases', () => {
    expect(countQueue([queuedCase('1'), queuedCase('2', decided), queuedCase('3', own)])).toEqual({
      all: 3,
      decided: 1,
    })
  })
})
