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

describe('three-way merge of forms', () => {
  it('keeps both changes where different fields were changed', () => {
    const mine = withFamily(base, 'address', 'JALAN MELATI 4')
    const theirs = withMember(withFamily(base, 'rt', '003'), memberId(2), { birthPlace: 'BOGOR' })
    const merged = mergeForms(base, mine, theirs)
    expect(merged.family).toMatchObject({ address: 'JALAN MELATI 4', rt: '003' })
    expect(merged.members[1]?.birthPlace).toBe('BOGOR')
  })

  it('keeps the local value where both changed the same field', () => {
    const mine = withFamily(base, 'rt', '004')
    expect(mergeForms(base, mine, withFamily(base, 'rt', '003')).family.rt).toBe('004')
  })

  it('keeps members added on either side', () => {
    const mine = withNewMember(base, memberId(8))
    const theirs = withNewMember(base, memberId(9))
    expect(mergeForms(base, mine, theirs).members.map((member) => member.id)).toEqual([
      memberId(1),
      memberId(2),
      memberId(9),
      memberId(8),
    ])
  })

  it('drops members removed on either side', () => {
    const mine = withoutMember(base, memberId(2))
    expect(mergeForms(base, mine, base).members.map((member) => member.id)).toEqual([memberId(1)])
    expect(mergeForms(base, base, mine).members.map((member) => member.id)).toEqual([memberId(1)])
  })

  it('keeps a member removed elsewhere who was edited here', () => {
    const mine = withMember(base, memberId(2), { birthPlace: 'BOGOR' })
    const merged = mergeForms(base, mine, withoutMember(base, memberId(2)))
    expect(merged.members.map((member) => member.birthPlace)).toEqual(['', 'BOGOR'])
  })

  it('keeps exactly the unconfirmed fields unconfirmed', () => {
    const paths = [memberPath(memberId(1), 'nik'), memberPath(memberId(2), 'birthPlace')]
    const unconfirmed = { ...base, machineRead: paths }
    const confirmedHere = confirmFields(unconfirmed, paths.slice(0, 1))
    const typedThere = withMember(unconfirmed, memberId(2), { birthPlace: 'BOGOR' })
    expect(mergeForms(unconfirmed, confirmedHere, typedThere).machineRead).toEqual([])
    expect(mergeForms(unconfirmed, unconfirmed, unconfirmed).machineRead).toEqual(paths)
    expect(mergeForms(unconfirmed, withoutMember(unconfirmed, memberId(2)), unconfirmed).machineRead).toEqual(
      paths.slice(0, 1),
    )
  })

  it('does not confirm a value that was read again elsewhere', () => {
    const path = memberPath(memberId(1), 'nik')
    const unconfirmed = { ...base, machineRead: [path] }
    const readAnew = withFieldValue(unconfirmed, path, '3271011401710003')
    expect(mergeForms(unconfirmed, confirmFields(unconfirmed, [path]), readAnew).machineRead).toEqual([path])
  })

  it('is the identity without changes', () => {
    expect(mergeForms(base, base, base)).toEqual(base)
  })
})
