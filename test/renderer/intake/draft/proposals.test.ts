import { describe, expect, it } from 'vitest'
import { proposalsFor } from '../../../../renderer/intake/draft/proposals.ts'
import { familyOf, father, member, memberId, mother, today } from '../family.ts'

const values = (proposals: ReturnType<typeof proposalsFor>) =>
  Object.fromEntries(Object.entries(proposals).map(([field, proposal]) => [field, proposal.value]))

describe('proposals for a member', () => {
  it('takes birth date and sex from a complete NIK', () => {
    const form = familyOf(father, member(2, { nik: '327101-540990-0003' }))
    const found = proposalsFor(form, memberId(2), today)
    expect(found.birthDate).toEqual({ value: '14-09-1990', reason: 'dari NIK' })
    expect(found.sex).toEqual({ value: '2', reason: 'dari NIK' })
    expect(
      proposalsFor(familyOf(father, member(2, { nik: '327101540990' })), memberId(2), today),
    ).not.toHaveProperty('sex')
  })

  it('takes nothing from a NIK with an impossible date', () => {
    const form = familyOf(father, member(2, { nik: '3271013102900001' }))
    expect(proposalsFor(form, memberId(2), today)).not.toHaveProperty('birthDate')
  })

  it('proposes nothing for filled fields', () => {
    const form = familyOf(father, member(2, { nik: '3271015409900003', birthDate: '31-02-1990', sex: '1' }))
    const found = proposalsFor(form, memberId(2), today)
    expect(found).not.toHaveProperty('birthDate')
    expect(found).not.toHaveProperty('sex')
  })

  it('proposes the first member as head, with the name in the header of the KK', () => {
    expect(values(proposalsFor(familyOf(member(1)), memberId(1), today))).toEqual({
      relationship: '1',
      name: 'FAJAR DARMAWAN',
    })
  })

  it('proposes the second member as wife of a married man, with their shared values', () => {
    const found = values(proposalsFor(familyOf(father, member(2)), memberId(2), today))
    expect(found).toMatchObject({
      relationship: '3',
      religion: '1',
      maritalStatus: '2',
      marriageDate: '02-06-1998',
    })
  })

  it('proposes parents, marital status and school of a child by age', () => {
    const form = familyOf(father, mother, member(3, { nik: '3271010105140001' }))
    expect(values(proposalsFor(form, memberId(3), today))).toMatchObject({
      relationship: '4',
      fatherName: 'FAJAR DARMAWAN',
      motherName: 'SRI WAHYUNI',
      maritalStatus: '1',
      occupation: '3',
      birthDate: '01-05-2014',
    })
  })

  it('handles a mother as head of a family without a father', () => {
    const head = { ...mother, id: memberId(1), relationship: '1' }
    const form = familyOf(head, member(2, { birthDate: '01-05-2014' }))
    const found = values(proposalsFor(form, memberId(2), today))
    expect(found).toMatchObject({ relationship: '4', motherName: 'SRI WAHYUNI' })
    expect(found).not.toHaveProperty('fatherName')
  })

  it('proposes no school for adults', () => {
    const form = familyOf(father, mother, member(3, { birthDate: '01-05-2000' }))
    const found = proposalsFor(form, memberId(3), today)
    expect(found).not.toHaveProperty('occupation')
    expect(found).not.toHaveProperty('maritalStatus')
  })
})
