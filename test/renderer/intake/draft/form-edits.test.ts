import { describe, expect, it } from 'vitest'
import {
  withAnswer,
  withFamily,
  withLetter,
  withMember,
  withMemberBack,
  withoutMember,
} from '../../../../renderer/intake/draft/form-edits.ts'
import { familyPath, memberPath } from '../../../../shared/field-path.ts'
import { ApplicationForm } from '../../../../shared/form.ts'
import { familyOf, father, member, memberId, mother } from '../family.ts'

describe('edits of the form', () => {
  it('put a removed member back in their place, with the answers given about them', () => {
    const before = withAnswer(
      familyOf(father, mother, member(3)),
      memberId(2),
      'wage-earner',
      'Sudah berhenti',
    )
    const without = withoutMember(before, memberId(2))
    expect(without.overrides).toEqual([])
    expect(withMemberBack(without, before, memberId(2))).toEqual(before)
  })

  it('take the mark off what is typed over, and bring it back with the member', () => {
    const places = [familyPath('rt'), memberPath(memberId(2), 'nik'), memberPath(memberId(2), 'name')]
    const marked = { ...familyOf(father, mother), machineRead: places }
    expect(withFamily(marked, 'rt', '004').machineRead).toEqual(places.slice(1))
    expect(withMember(marked, memberId(2), { nik: '1' }).machineRead).toEqual([places[0], places[2]])
    const without = withoutMember(marked, memberId(2))
    expect(without.machineRead).toEqual(places.slice(0, 1))
    expect(withMemberBack(without, marked, memberId(2))).toEqual(marked)
  })

  it('do not put the same member back twice', () => {
    const form = familyOf(father, mother)
    expect(withMemberBack(form, form, memberId(2))).toBe(form)
  })

  it('answer a finding once, and take the answer back with an empty reason', () => {
    const once = withAnswer(familyOf(father), memberId(1), 'nik-date', 'Sesuai KTP')
    const twice = withAnswer(once, memberId(1), 'nik-date', ' Sesuai KK ')
    expect(twice.overrides).toEqual([{ memberId: memberId(1), code: 'nik-date', reason: 'Sesuai KK' }])
    expect(withAnswer(twice, memberId(1), 'nik-date', ' ').overrides).toEqual([])
  })

  it('keep one line per letter', () => {
    const numbered = withLetter(familyOf(), 'surat-faskes', 'number', '440/12')
    const dated = withLetter(numbered, 'surat-faskes', 'date', '01-11-2026')
    expect(dated.letters).toEqual([{ kind: 'surat-faskes', number: '440/12', date: '01-11-2026' }])
  })

  it('cut a pasted page of text to what the contract takes', () => {
    const form = withFamily(familyOf(), 'address', 'A'.repeat(2000))
    expect(ApplicationForm.safeParse(form).success).toBe(true)
  })
})
