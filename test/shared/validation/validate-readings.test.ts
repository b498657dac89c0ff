import { describe, expect, it } from 'vitest'
import { findEvidence } from '../../../shared/autofill/evidence.ts'
import { fillForm, type PageToFill } from '../../../shared/autofill/fill-form.ts'
import { familyPath, memberPath, withFieldValue } from '../../../shared/field-path.ts'
import { type ApplicationForm, emptyForm, type MemberForm } from '../../../shared/form.ts'
import { type Finding, findingSentence } from '../../../shared/validation/finding.ts'
import { validateForm } from '../../../shared/validation/validate-form.ts'
import { familyForm, homeVillage } from '../../support/family.ts'
import { readKk, readKtp } from '../../support/perfect-reading.ts'
import { misread, pageOf, reference } from '../autofill/pages.ts'
import { contextOf } from './context.ts'

const family = familyForm(7)
const father = getFather()
const kk = pageOf(readKk(family))
const filled = fillForm(emptyForm(homeVillage), [kk], reference).form
const fatherId = filled.members[0]?.id ?? ''

function findingsOf(form: ApplicationForm, ...pages: PageToFill[]): Finding[] {
  const evidence = findEvidence(form, pages, reference)
  return validateForm(form, { ...contextOf(), evidence })
}

const aboutReadings = (findings: readonly Finding[]) =>
  findings
    .filter(({ code }) => code.endsWith('reading-differs'))
    .map(({ code, level, field }) => `${level} ${code} ${field}`)

/** The father's KTP with something else on it. */
function ktpWith(changes: Parameters<typeof misread<ReturnType<typeof readKtp>['fields']>>[1]): PageToFill {
  const reading = readKtp(family.family, father)
  return pageOf({ ...reading, fields: misread(reading.fields, changes) })
}

function getFather(): MemberForm {
  const [first] = family.members
  if (!first) throw new Error('a family of four')
  return first
}

const confirmed = { ...filled, machineRead: [] }

describe('what was read by machine', () => {
  it('stops submission until a person has confirmed it', () => {
    const unchecked = findingsOf(filled, kk).filter(({ code }) => code === 'machine-read')
    expect(unchecked).toHaveLength(filled.machineRead.length)
    expect(unchecked.every(({ level, overridable }) => level === 'error' && !overridable)).toBe(true)
    expect(findingsOf(confirmed, kk).filter(({ code }) => code === 'machine-read')).toEqual([])
  })

  it('agrees with itself', () => {
    expect(aboutReadings(findingsOf(confirmed, kk, ktpWith({})))).toEqual([])
  })
})

describe('what differs', () => {
  it('between KTP and KK is said with what both of them have', () => {
    const ktp = ktpWith({ nik: { value: '3271031703810099' } })
    const differing = findingsOf(confirmed, kk, ktp).filter(({ code }) => code === 'nik-reading-differs')
    expect(differing).toMatchObject([
      { level: 'warning', overridable: true, memberId: fatherId, field: 'nik' },
    ])
    expect(differing.map(findingSentence)).toEqual([
      `NIK berbeda dari kartu. KK ${father.nik}, KTP 3271031703810099.`,
    ])
  })

  it('between a card and what was typed is found whoever the number belongs to', () => {
    const typed = withFieldValue(confirmed, familyPath('noKk'), '3271031002159999')
    expect(aboutReadings(findingsOf(typed, kk))).toEqual(['warning no-kk-reading-differs noKk'])
    const born = withFieldValue(confirmed, memberPath(fatherId, 'birthDate'), '18-03-1981')
    expect(aboutReadings(findingsOf(born, kk))).toEqual(['warning birth-date-reading-differs birthDate'])
  })

  it('in the office’s own kelurahan is not taken for typed', () => {
    const elsewhere = { ...filled, machineRead: [], family: { ...filled.family, village: '3271061001' } }
    expect(aboutReadings(findingsOf(elsewhere, kk))).toEqual(['warning village-reading-differs village'])
  })

  it('in a letter of a name is only told; another name needs a reason', () => {
    const letter = ktpWith({ name: { value: father.name.replace('WIRA', 'WIRO') } })
    expect(aboutReadings(findingsOf(confirmed, kk, letter))).toEqual(['information reading-differs name'])
    const other = ktpWith({ name: { value: 'AGUS SETIAWAN' } })
    expect(aboutReadings(findingsOf(confirmed, kk, other))).toEqual(['warning name-reading-differs name'])
  })

  it('in what changes through life is only told', () => {
    const ktp = ktpWith({ occupation: { value: 'SOPIR' } })
    expect(aboutReadings(findingsOf(confirmed, kk, ktp))).toEqual(['information reading-differs occupation'])
  })

  it('is not held against anybody where the reading itself is not sure', () => {
    const ktp = ktpWith({ nik: { value: '3271031703810099', confidence: 0.85 } })
    expect(aboutReadings(findingsOf(confirmed, kk, ktp))).toEqual([])
  })
})

it('knows whose a card is though it was never filled in', () => {
  const typed = { ...confirmed, readPages: [] }
  const ktp = ktpWith({ birthDate: { value: '18-03-1981' } })
  expect(aboutReadings(findingsOf(typed, kk, ktp))).toEqual(['warning birth-date-reading-differs birthDate'])
})
