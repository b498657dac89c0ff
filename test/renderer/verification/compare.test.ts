import { describe, expect, it } from 'vitest'
import { compareDuplicate } from '../../../renderer/verification/compare.ts'
import type { Duplicate } from '../../../shared/contract/application-calls.ts'
import { familyOf, father, memberId } from '../intake/family.ts'

const duplicate: Duplicate = {
  memberId: memberId(1),
  because: 'nik',
  match: {
    applicationId: memberId(77),
    number: '3271031006-A-26-00007',
    status: 'disetujui',
    kind: 'pendaftaran',
    name: 'FAJAR DARMAWAN',
    nik: '3271011401710002',
    noKk: '3271061811250032',
    birthDate: '1971-01-15',
    updatedAt: '2026-10-01T01:00:00Z',
  },
}

describe('compareDuplicate', () => {
  it('compares the duplicate with the person of this case and marks differences', () => {
    const form = familyOf({ ...father, nik: '3271 0114 0171 0002' })
    const compared = compareDuplicate(duplicate, form)
    expect(compared.map(({ label, differs }) => [label, differs])).toEqual([
      ['Nama', false],
      ['NIK', false],
      ['No. KK', true],
      ['Lahir', true],
    ])
    expect(compared.at(-1)).toMatchObject({ here: '14-01-1971', there: '15-01-1971' })
  })
})
