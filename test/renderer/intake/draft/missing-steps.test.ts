import { describe, expect, it } from 'vitest'
import { missingSteps } from '../../../../renderer/intake/draft/missing-steps.ts'
import type { MissingItem } from '../../../../shared/validation/completeness.ts'
import type { FindingCode } from '../../../../shared/validation/finding.ts'
import { familyOf, father, member, memberId } from '../family.ts'

const about = (code: FindingCode, field: string, of: string | null): MissingItem => ({
  what: 'finding',
  finding: { code, level: 'error', overridable: false, memberId: of, field, answer: null },
})

describe('missingSteps', () => {
  const form = familyOf(father, member(2))

  it('targets pages, letter, family and member fields', () => {
    const steps = missingSteps(
      [
        { what: 'pages', document: 'kk', pages: 1 },
        { what: 'letter', document: 'surat-faskes' },
        about('no-kk-digits', 'noKk', null),
        about('nik-serial', 'nik', memberId(1)),
      ],
      form,
    )
    expect(steps.map(({ label, target }) => [label, target])).toEqual([
      ['Berkas KK', { kind: 'pages', document: 'kk' }],
      ['Nomor dan tanggal Surat faskes', { kind: 'field', path: 'letter.surat-faskes.number' }],
      ['No. KK', { kind: 'field', path: 'family.noKk' }],
      ['FAJAR DARMAWAN: NIK', { kind: 'field', path: `${memberId(1)}.nik` }],
    ])
  })

  it('makes one step of a member’s empty fields, targeting the first', () => {
    const steps = missingSteps(
      [
        about('required', 'name', memberId(2)),
        about('required', 'nik', memberId(2)),
        about('required', 'address', null),
      ],
      form,
    )
    expect(steps.map(({ label, target }) => [label, target])).toEqual([
      ['Anggota 2: 2 isian', { kind: 'field', path: `${memberId(2)}.name` }],
      ['Alamat', { kind: 'field', path: 'family.address' }],
    ])
  })

  it('makes one first step of all unconfirmed fields', () => {
    const steps = missingSteps(
      [
        { what: 'pages', document: 'kk', pages: 1 },
        about('machine-read', 'nik', memberId(1)),
        about('machine-read', 'noKk', null),
      ],
      form,
    )
    expect(steps.map(({ label, target }) => [label, target.kind])).toEqual([
      ['2 isian menunggu pemeriksaan', 'unconfirmed'],
      ['Berkas KK', 'pages'],
    ])
  })

  it('lists missing members of an empty family', () => {
    const [step] = missingSteps([{ what: 'proposed' }], familyOf())
    expect(step).toMatchObject({ label: 'Anggota keluarga', target: { path: 'family.members' } })
  })
})
