import { describe, expect, it } from 'vitest'
import {
  confidentFields,
  confirmGroupPath,
  findBestEvidence,
  nextOpenField,
  openFields,
} from '../../../../renderer/intake/draft/confirm-fields.ts'
import { findEvidence } from '../../../../shared/autofill/evidence.ts'
import { fillForm, type PageToFill } from '../../../../shared/autofill/fill-form.ts'
import { confirmFields } from '../../../../shared/autofill/unconfirmed-fields.ts'
import { familyPath, memberPath } from '../../../../shared/field-path.ts'
import { type ApplicationForm, emptyForm } from '../../../../shared/form.ts'
import { missingItems } from '../../../../shared/validation/completeness.ts'
import { validateForm } from '../../../../shared/validation/validate-form.ts'
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
  const findings = validateForm(form, context)
  return { form, evidence, findings, missing: missingItems(form, ['kk', 'ktp'], context.rule, findings) }
}

describe('confirming what was read', () => {
  const state = stateOf(filled, kk)

  it('groups confident fields, and asks for each other field alone', () => {
    expect(confidentFields(state, null)).not.toContain(familyPath('address'))
    expect(confidentFields(state, father)).not.toContain(memberPath(father, 'nik'))
    expect(openFields(state).slice(0, 5)).toEqual([
      familyPath('address'),
      confirmGroupPath(null),
      confirmGroupPath(father),
      memberPath(father, 'nik'),
      confirmGroupPath(mother),
    ])
  })

  it('finds the next open field, then wraps around to earlier ones', () => {
    expect(nextOpenField(state, undefined)).toBe(familyPath('address'))
    expect(nextOpenField(state, confirmGroupPath(null))).toBe(confirmGroupPath(father))
    expect(nextOpenField(state, confirmGroupPath(father))).toBe(memberPath(father, 'nik'))
    const last = filled.members.at(-1)?.id ?? ''
    expect(nextOpenField(state, confirmGroupPath(last))).toBe(familyPath('address'))
  })

  it('ends where no field is open', () => {
    const done = { ...family, machineRead: [], readPages: [] }
    expect(openFields(stateOf(done))).toEqual([])
    expect(nextOpenField(stateOf(done), confirmGroupPath(null))).toBeUndefined()
  })

  it('never treats a value as confident that another card or a rule contradicts', () => {
    const member = family.members[1]
    if (!member) throw new Error('a family of four')
    const reading = readKtp(family.family, member)
    const ktp = pageOf({ ...reading, fields: misread(reading.fields, { religion: { value: 'KRISTEN' } }) })
    const both = stateOf(fillForm(filled, [kk, ktp], reference).form, kk, ktp)
    expect(confidentFields(state, mother)).toContain(memberPath(mother, 'religion'))
    expect(confidentFields(both, mother)).not.toContain(memberPath(mother, 'religion'))

    const sexes = perfect.members.map(({ fields }) => ({
      fields: misread(fields, { sex: { value: 'LAKI-LAKI' } }),
    }))
    const wrong = pageOf({ ...perfect, members: sexes })
    const doubted = stateOf(fillForm(emptyForm(homeVillage), [wrong], reference).form, wrong)
    const wife = doubted.form.members[1]?.id ?? ''
    expect(confidentFields(doubted, wife)).not.toContain(memberPath(wife, 'sex'))
  })

  it('lists no field twice', () => {
    const confirmed = confirmFields(filled, confidentFields(state, mother))
    expect(openFields(stateOf(confirmed, kk))).not.toContain(confirmGroupPath(mother))
  })
})

it('prefers the KTP for a member’s values, which it prints larger, and the KK for the family’s', () => {
  const member = family.members[0]
  if (!member) throw new Error('a family of four')
  const ktp = pageOf(readKtp(family.family, member))
  const state = stateOf(fillForm(filled, [kk, ktp], reference).form, kk, ktp)
  expect(findBestEvidence(state, memberPath(father, 'name'))?.document).toBe('ktp')
  expect(findBestEvidence(state, memberPath(father, 'education'))?.document).toBe('kk')
  expect(findBestEvidence(state, familyPath('address'))?.document).toBe('kk')
  expect(findBestEvidence(state, memberPath(mother, 'passportNumber'))).toBeUndefined()
})
