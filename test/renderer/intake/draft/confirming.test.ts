import { describe, expect, it } from 'vitest'
import {
  confidentFields,
  findPiece,
  lookPlace,
  nextPlace,
  openPlaces,
} from '../../../../renderer/intake/draft/confirming.ts'
import { findEvidence } from '../../../../shared/autofill/evidence.ts'
import { fillForm, type PageToFill } from '../../../../shared/autofill/fill-form.ts'
import { withoutMarks } from '../../../../shared/autofill/unconfirmed-fields.ts'
import { familyPlace, memberPlace } from '../../../../shared/field-path.ts'
import { type ApplicationForm, emptyForm } from '../../../../shared/form.ts'
import { missingItems } from '../../../../shared/validation/completeness.ts'
import { examine } from '../../../../shared/validation/examine.ts'
import { misread, pageOf, reference } from '../../../shared/autofill/pages.ts'
import { contextOf } from '../../../shared/validation/context.ts'
import { familyForm, homeVillage } from '../../../support/family.ts'
import { readKk, readKtp } from '../../../support/perfect-reading.ts'

const family = familyForm(7)
const perfect = readKk(family)
const [first, ...others] = perfect.members
/** The mother's name is hardly read, the father's NIK not surely enough to be offered. */
const kk = pageOf({
  ...perfect,
  fields: misread(perfect.fields, { address: { confidence: 0.6 } }),
  members: [{ fields: misread(first?.fields ?? {}, { nik: { confidence: 0.7 } }) }, ...others],
})
const filled = fillForm(emptyForm(homeVillage), [kk], reference).form
const [father, mother] = filled.members.map(({ id }) => id)
if (father === undefined || mother === undefined) throw new Error('a family of four')

function stateOf(form: ApplicationForm, ...pages: PageToFill[]) {
  const evidence = findEvidence(form, pages, reference)
  const context = { ...contextOf(), evidence }
  const findings = examine(form, context)
  return { form, evidence, findings, missing: missingItems(form, ['kk', 'ktp'], context.rule, findings) }
}

describe('going through what was read', () => {
  const state = stateOf(filled, kk)

  it('asks for one look at what is sure, and for each thing alone that is not', () => {
    expect(confidentFields(state, null)).not.toContain(familyPlace('address'))
    expect(confidentFields(state, father)).not.toContain(memberPlace(father, 'nik'))
    expect(openPlaces(state).slice(0, 5)).toEqual([
      familyPlace('address'),
      lookPlace(null),
      lookPlace(father),
      memberPlace(father, 'nik'),
      lookPlace(mother),
    ])
  })

  it('leads on from where one is, and back to what was left behind', () => {
    expect(nextPlace(state, undefined)).toBe(familyPlace('address'))
    expect(nextPlace(state, lookPlace(null))).toBe(lookPlace(father))
    expect(nextPlace(state, lookPlace(father))).toBe(memberPlace(father, 'nik'))
    const last = filled.members.at(-1)?.id ?? ''
    expect(nextPlace(state, lookPlace(last))).toBe(familyPlace('address'))
  })

  it('ends where nothing asks any more', () => {
    const done = { ...family, machineRead: [], readPages: [] }
    expect(openPlaces(stateOf(done))).toEqual([])
    expect(nextPlace(stateOf(done), lookPlace(null))).toBeUndefined()
  })

  it('never takes a value for sure that another card or a rule doubts', () => {
    const member = family.members[1]
    if (!member) throw new Error('a family of four')
    const reading = readKtp(family.family, member)
    const ktp = pageOf({ ...reading, fields: misread(reading.fields, { religion: { value: 'KRISTEN' } }) })
    const both = stateOf(fillForm(filled, [kk, ktp], reference).form, kk, ktp)
    expect(confidentFields(state, mother)).toContain(memberPlace(mother, 'religion'))
    expect(confidentFields(both, mother)).not.toContain(memberPlace(mother, 'religion'))

    const sexes = perfect.members.map(({ fields }) => ({
      fields: misread(fields, { sex: { value: 'LAKI-LAKI' } }),
    }))
    const wrong = pageOf({ ...perfect, members: sexes })
    const doubted = stateOf(fillForm(emptyForm(homeVillage), [wrong], reference).form, wrong)
    const wife = doubted.form.members[1]?.id ?? ''
    expect(confidentFields(doubted, wife)).not.toContain(memberPlace(wife, 'sex'))
  })

  it('asks for nothing twice', () => {
    const confirmed = withoutMarks(filled, confidentFields(state, mother))
    expect(openPlaces(stateOf(confirmed, kk))).not.toContain(lookPlace(mother))
  })
})

it('shows a member’s values on the KTP, where they are printed larger, and the family’s on the KK', () => {
  const member = family.members[0]
  if (!member) throw new Error('a family of four')
  const ktp = pageOf(readKtp(family.family, member))
  const state = stateOf(fillForm(filled, [kk, ktp], reference).form, kk, ktp)
  expect(findPiece(state, memberPlace(father, 'name'))?.document).toBe('ktp')
  expect(findPiece(state, memberPlace(father, 'education'))?.document).toBe('kk')
  expect(findPiece(state, familyPlace('address'))?.document).toBe('kk')
  expect(findPiece(state, memberPlace(mother, 'passportNumber'))).toBeUndefined()
})
