import { describe, expect, it } from 'vitest'
import { groupDuplicates, groupSentence } from '../../../renderer/verification/duplicate-groups.ts'
import type { Duplicate } from '../../../shared/contract/application-calls.ts'
import { memberId } from '../intake/family.ts'

function duplicate(application: number, because: Duplicate['because'], of: string | null): Duplicate {
  return {
    memberId: of,
    because,
    match: {
      applicationId: memberId(application),
      number: null,
      status: 'draf',
      kind: 'pendaftaran',
      name: 'FAJAR DARMAWAN',
      nik: '3271011401710002',
      noKk: '3271061811250032',
      birthDate: '1971-01-14',
      updatedAt: '2026-10-01T01:00:00Z',
    },
  }
}

describe('groupDuplicates', () => {
  it('makes one group per application', () => {
    const groups = groupDuplicates([
      duplicate(70, 'nik', memberId(1)),
      duplicate(71, 'person', memberId(1)),
      duplicate(70, 'nik', memberId(2)),
      duplicate(70, 'no-kk', null),
    ])
    expect(groups.map((group) => [group.applicationId, groupSentence(group)])).toEqual([
      [memberId(70), '2 NIK dan No. KK yang sama'],
      [memberId(71), '1 nama dan tanggal lahir yang sama'],
    ])
  })
})
