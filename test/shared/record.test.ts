import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import kinds from '../../resources/reference/application-kinds.json' with { type: 'json' }
import { ApplicationKindRules } from '../../shared/application-kind.ts'
import { ApplicationForm, emptyForm, emptyMember } from '../../shared/form.ts'
import { ApplicationRecord, formToRecord } from '../../shared/record.ts'
import { missingItems } from '../../shared/validation/completeness.ts'
import { validateForm } from '../../shared/validation/validate-form.ts'
import { familyForm, homeVillage } from '../support/family.ts'
import { today, typedForm } from './arbitraries.ts'

const [rule] = ApplicationKindRules.parse(kinds)
if (!rule) throw new Error('no rules')
const context = {
  today,
  rule,
  districts: new Set(['327103']),
  villages: new Set([homeVillage]),
  evidence: new Map(),
}

const FormRecord = ApplicationRecord.pick({ family: true, members: true, letters: true, overrides: true })

describe('what the rules let through', () => {
  test('has a strict form, whatever was typed', () => {
    let through = 0
    fc.assert(
      fc.property(typedForm, (form) => {
        const missing = missingItems(form, ['kk', 'ktp'], rule, validateForm(form, context))
        if (missing.length > 0) return
        through += 1
        expect(() => FormRecord.parse(formToRecord(form))).not.toThrow()
      }),
      { numRuns: 1000 },
    )
    expect(through).toBeGreaterThan(100)
  })

  test('is stopped where no strict form exists', () => {
    fc.assert(
      fc.property(typedForm, (form) => {
        if (FormRecord.safeParse(formToRecord(form)).success) return
        expect(missingItems(form, ['kk', 'ktp'], rule, validateForm(form, context))).not.toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

test('a form as typed is what is stored and read again', () => {
  fc.assert(
    fc.property(typedForm, (form) => {
      expect(ApplicationForm.parse(JSON.parse(JSON.stringify(form)))).toEqual(form)
    }),
  )
})

test('numbers lose their separators, names become as printed, gaps become null', () => {
  const form = familyForm(1, { noKk: '3271 0310-0215.0001', headName: ' wira  bacici', phone: ' 0812 ' })
  const [head] = form.members
  if (!head) throw new Error('an empty family')
  const record = formToRecord({
    ...form,
    members: [{ ...head, nik: '3271 0317 0381 0004', religion: '', marriageDate: '', fatherName: 'umar ' }],
  })
  expect(record.family).toMatchObject({ noKk: '3271031002150001', headName: 'WIRA BACICI', phone: '0812' })
  expect(record.members[0]).toMatchObject({
    nik: '3271031703810004',
    birthDate: '1981-03-17',
    religion: null,
    marriageDate: null,
    fatherName: 'UMAR',
  })
})

test('a reason that was left empty does not travel', () => {
  const form = familyForm(1)
  const overrides = ['', '  ', 'Sesuai akta'].map((reason) => ({
    memberId: null,
    code: 'head-missing',
    reason,
  }))
  expect(formToRecord({ ...form, overrides }).overrides).toEqual([
    { memberId: null, code: 'head-missing', reason: 'Sesuai akta' },
  ])
})

test('an empty form and an empty member are forms', () => {
  const member = emptyMember('01930000-0000-4000-8000-000000000000')
  const form = { ...emptyForm(homeVillage), members: [member] }
  expect(ApplicationForm.parse(form)).toEqual(form)
  expect(FormRecord.safeParse(formToRecord(form)).success).toBe(false)
})
