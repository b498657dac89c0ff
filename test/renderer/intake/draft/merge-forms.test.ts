import { describe, expect, it } from 'vitest'
import {
  withFamily,
  withMember,
  withNewMember,
  withoutMember,
} from '../../../../renderer/intake/draft/form-edits.ts'
import { mergeForms } from '../../../../renderer/intake/draft/merge-forms.ts'
import { confirmFields } from '../../../../shared/autofill/unconfirmed-fields.ts'
import { memberPath, withFieldValue } from '../../../../shared/field-path.ts'
import { familyOf, father, memberId, mother } from '../family.ts'

const base = familyOf(father, mother)

describe('what was typed here and stored elsewhere', () => {
  it('keeps both where different fields were changed', () => {
    const mine = withFamily(base, 'address', 'JALAN MELATI 4')
    const theirs = withMember(withFamily(base, 'rt', '003'), memberId(2), { birthPlace: 'BOGOR' })
    const merged = mergeForms(base, mine, theirs)
    expect(merged.family).toMatchObject({ address: 'JALAN MELATI 4', rt: '003' })
    expect(merged.members[1]?.birthPlace).toBe('BOGOR')
  })

  it('keeps what is on the screen where both changed the same field', () => {
    const mine = withFamily(base, 'rt', '004')
    expect(mergeForms(base, mine, withFamily(base, 'rt', '003')).family.rt).toBe('004')
  })

  it('has the members added on either side', () => {
    const mine = withNewMember(base, memberId(8))
    const theirs = withNewMember(base, memberId(9))
    expect(mergeForms(base, mine, theirs).members.map((member) => member.id)).toEqual([
      memberId(1),
      memberId(2),
      memberId(9),
      memberId(8),
    ])
  })

  it('leaves out who was taken off on either side', () => {
    const mine = withoutMember(base, memberId(2))
    expect(mergeForms(base, mine, base).members.map((member) => member.id)).toEqual([memberId(1)])
    expect(mergeForms(base, base, mine).members.map((member) => member.id)).toEqual([memberId(1)])
  })

  it('does not lose what was typed about somebody who was taken off elsewhere', () => {
    const mine = withMember(base, memberId(2), { birthPlace: 'BOGOR' })
    const merged = mergeForms(base, mine, withoutMember(base, memberId(2)))
    expect(merged.members.map((member) => member.birthPlace)).toEqual(['', 'BOGOR'])
  })

  it('leaves a mark on what nobody has looked at, and on nothing else', () => {
    const places = [memberPath(memberId(1), 'nik'), memberPath(memberId(2), 'birthPlace')]
    const marked = { ...base, machineRead: places }
    const confirmedHere = confirmFields(marked, places.slice(0, 1))
    const typedThere = withMember(marked, memberId(2), { birthPlace: 'BOGOR' })
    expect(mergeForms(marked, confirmedHere, typedThere).machineRead).toEqual([])
    expect(mergeForms(marked, marked, marked).machineRead).toEqual(places)
    expect(mergeForms(marked, withoutMember(marked, memberId(2)), marked).machineRead).toEqual(
      places.slice(0, 1),
    )
  })

  it('does not confirm here what was read anew there', () => {
    const place = memberPath(memberId(1), 'nik')
    const marked = { ...base, machineRead: [place] }
    const readAnew = withFieldValue(marked, place, '3271011401710003')
    expect(mergeForms(marked, confirmFields(marked, [place]), readAnew).machineRead).toEqual([place])
  })

  it('changes nothing where nothing was changed', () => {
    expect(mergeForms(base, base, base)).toEqual(base)
  })
})
