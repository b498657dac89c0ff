import { describe, expect, it } from 'vitest'
import {
  withFamily,
  withLetter,
  withMember,
  withOverride,
  withoutMember,
  withRestoredMember,
} from '../../../../renderer/intake/draft/form-edits.ts'
import { familyPath, memberPath } from '../../../../shared/field-path.ts'
import { ApplicationForm } from '../../../../shared/form.ts'
import { familyOf, father, member, memberId, mother } from '../family.ts'

describe('edits of the form', () => {
  it('restore a removed member at their index, with their overrides', () => {
    const before = withOverride(
      familyOf(father, mother, member(3)),
      memberId(2),
      'wage-earner',
      'Sudah berhenti',
    )
    const without = withoutMember(before, memberId(2))
    expect(without.overrides).toEqual([])
    expect(withRestoredMember(without, before, memberId(2))).toEqual(before)
  })

  it('confirm a field that is typed over, and restore unconfirmed fields with the member', () => {
    const paths = [familyPath('rt'), memberPath(memberId(2), 'nik'), memberPath(memberId(2), 'name')]
    const unconfirmed = { ...familyOf(father, mother), machineRead: paths }
    expect(withFamily(unconfirmed, 'rt', '004').machineRead).toEqual(paths.slice(1))
    expect(withMember(unconfirmed, memberId(2), { nik: '1' }).machineRead).toEqual([paths[0], paths[2]])
    const without = withoutMember(unconfirmed, memberId(2))
    expect(without.machineRead).toEqual(paths.slice(0, 1))
    expect(withRestoredMember(without, unconfirmed, memberId(2))).toEqual(unconfirmed)
  })

  it('do not restore the same member twice', () => {
    const form = familyOf(father, mother)
    expect(withRestoredMember(form, form, memberId(2))).toBe(form)
  })

  it('override a finding once, and remove the override with an empty reason', () => {
    const once = withOverride(familyOf(father), memberId(1), 'nik-date', 'Sesuai KTP')
    const twice = withOverride(once, memberId(1), 'nik-date', ' Sesuai KK ')
    expect(twice.overrides).toEqual([{ memberId: memberId(1), code: 'nik-date', reason: 'Sesuai KK' }])
    expect(withOverride(twice, memberId(1), 'nik-date', ' ').overrides).toEqual([])
  })

  it('keep one entry per letter', () => {
    const numbered = withLetter(familyOf(), 'surat-faskes', 'number', '440/12')
    const dated = withLetter(numbered, 'surat-faskes', 'date', '01-11-2026')
    expect(dated.letters).toEqual([{ kind: 'surat-faskes', number: '440/12', date: '01-11-2026' }])
  })

  it('truncate a long paste to the contract’s maximum length', () => {
    const form = withFamily(familyOf(), 'address', 'A'.repeat(2000))
    expect(ApplicationForm.safeParse(form).success).toBe(true)
  })
})
