import { describe, expect, it } from 'vitest'
import {
  caseToRevoke,
  countQueue,
  filterQueue,
  nextUndecided,
  upcomingCases,
} from '../../../renderer/verification/queue.ts'
import type { QueueLine } from '../../../shared/contract/verification-calls.ts'

function line(id: string, change: Partial<QueueLine> = {}): QueueLine {
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

describe('the queue of cases', () => {
  it('goes on to the next case that wants a decision, past decided and own ones', () => {
    const lines = [line('1'), line('2', decided), line('3', own), line('4')]
    expect(nextUndecided(lines, '1')?.id).toBe('4')
  })

  it('goes on from its beginning after its end', () => {
    expect(nextUndecided([line('1'), line('2', decided), line('3')], '3')?.id).toBe('1')
  })

  it('ends where only the case in sight is left', () => {
    expect(nextUndecided([line('1', decided), line('2')], '2')).toBeUndefined()
  })

  it('knows which cases come next', () => {
    const lines = [line('1'), line('2'), line('3', own), line('4')]
    expect(upcomingCases(lines, '1', 2).map((next) => next.id)).toEqual(['2', '4'])
    expect(upcomingCases(lines, '2', 5).map((next) => next.id)).toEqual(['4', '1'])
  })

  it('takes back the decision in sight, or else the last one that still stands', () => {
    const lines = [line('1', decided), line('2', decided), line('3')]
    expect(caseToRevoke(lines, '1', ['1', '2'])?.id).toBe('1')
    expect(caseToRevoke(lines, '3', ['1', '2'])?.id).toBe('2')
    expect(caseToRevoke(lines, '3', ['1', '2', '3'])?.id).toBe('2')
    expect(caseToRevoke(lines, '3', [])).toBeUndefined()
  })

  it('is filtered by name, number and by what is decided', () => {
    const lines = [line('1', { headName: 'FAJAR DARMAWAN' }), line('2', decided), line('3')]
    expect(filterQueue(lines, 'semua', 'fajar').map((found) => found.id)).toEqual(['1'])
    expect(filterQueue(lines, 'semua', '00003').map((found) => found.id)).toEqual(['3'])
    expect(filterQueue(lines, 'belum', '').map((found) => found.id)).toEqual(['1', '3'])
    expect(filterQueue(lines, 'sudah', '').map((found) => found.id)).toEqual(['2'])
  })

  it('counts how far it is', () => {
    expect(countQueue([line('1'), line('2', decided), line('3', own)])).toEqual({
      all: 3,
      decided: 1,
    })
  })
})
