import { describe, expect, it } from 'vitest'
import { fillForm, type PageToFill } from '../../../shared/autofill/fill-form.ts'
import { confirmFields } from '../../../shared/autofill/unconfirmed-fields.ts'
import { familyPath, memberPath, withFieldValue } from '../../../shared/field-path.ts'
import { type ApplicationForm, emptyForm, type MemberForm } from '../../../shared/form.ts'
import { familyForm, homeVillage } from '../../support/family.ts'
import { readKk, readKtp } from '../../support/perfect-reading.ts'
import { misread, pageOf, reference } from './pages.ts'

const family = familyForm(7)
const [father, mother, son] = family.members
if (!father || !mother || !son) throw new Error('a family of four')
const kk = pageOf(readKk(family))
const ktpOf = (member: MemberForm): PageToFill => pageOf(readKtp(family.family, member))
const empty = emptyForm(homeVillage)

const fill = (form: ApplicationForm, ...pages: PageToFill[]) => fillForm(form, pages, reference).form

/** What a clerk would have typed, without the ids that are made here. */
const values = (form: ApplicationForm) => ({
  family: form.family,
  members: form.members.map(({ id: _, ...member }) => member),
})

const blood = { bloodType: '' }
const read = {
  ...family,
  family: { ...family.family, phone: '' },
  members: family.members.map((member) => ({ ...member, ...blood })),
}

describe('a Kartu Keluarga', () => {
  it('becomes what a clerk would have typed, every value marked', () => {
    const form = fill(empty, kk)
    expect(values(form)).toEqual(values(read))
    expect(form.machineRead).toContain(familyPath('noKk'))
    expect(form.machineRead).toContain(memberPath(form.members[3]?.id ?? '', 'relationship'))
    // The office's own kelurahan stood there already, and nobody is asked about it.
    expect(form.machineRead).not.toContain(familyPath('village'))
  })

  it('is filled in once: what was emptied, and who was removed, does not come back', () => {
    const form = fill(empty, kk)
    const emptied = withFieldValue(confirmFields(form, [familyPath('address')]), familyPath('address'), '')
    const without = { ...emptied, members: emptied.members.slice(0, 3) }
    expect(fill(without, kk)).toBe(without)
    const again = fill(without, kk, pageOf(readKk(family)))
    expect(again.family.address).toBe('')
    expect(again.members).toHaveLength(3)
  })

  it('leaves what was typed, and takes the members that were typed for its own', () => {
    const typed = {
      ...empty,
      family: { ...empty.family, rt: '009' },
      members: [{ ...mother, nik: '', name: 'AYU' }],
    }
    const form = fill(typed, kk)
    expect(form.family.rt).toBe('009')
    expect(form.members.map((member) => member.birthDate)).toEqual(
      family.members.map((member) => member.birthDate),
    )
    expect(form.members[1]).toMatchObject({ id: mother.id, name: 'AYU', nik: mother.nik })
    expect(form.machineRead).not.toContain(memberPath(mother.id, 'name'))
  })

  it('makes the same members in two windows', () => {
    expect(fill(empty, kk).members).toEqual(fill(empty, kk).members)
    expect(new Set(fill(empty, kk).members.map(({ id }) => id)).size).toBe(4)
  })

  it('leaves a number open that is not sure, and a text that is hardly read', () => {
    const reading = readKk(family)
    const unsure = pageOf({
      ...reading,
      fields: misread(reading.fields, { noKk: { confidence: 0.8 }, address: { confidence: 0.3 } }),
      members: reading.members.map(({ fields }) => ({
        fields: misread(fields, {
          nik: { confidence: 0.89 },
          birthDate: { confidence: 0.6 },
          name: { confidence: 0.6 },
        }),
      })),
    })
    const form = fill(empty, unsure)
    expect(form.family).toMatchObject({ noKk: '', address: '', headName: family.family.headName })
    expect(form.members[0]).toMatchObject({ nik: '', birthDate: '', name: father.name })
  })

  it('of another family stays out of this one', () => {
    const other = pageOf(readKk(familyForm(99)))
    const form = fill(empty, kk)
    const { form: after, unmatchedPages } = fillForm(form, [kk, other], reference)
    expect(after).toBe(form)
    expect(unmatchedPages).toEqual([other.pageId])
  })

  it('names the kelurahan by name and kecamatan', () => {
    const form = fill(emptyForm(''), kk)
    expect(form.family.village).toBe(homeVillage)
    expect(form.machineRead).toContain(familyPath('village'))
  })

  it('is read anew once its picture is another one', () => {
    const reading = readKk(family)
    const first = pageOf({ ...reading, fields: misread(reading.fields, { noKk: null }) })
    const form = fill(empty, first)
    expect(form.family.noKk).toBe('')
    const cropped = { ...first, scan: 'b', reading }
    expect(fill(form, cropped).family.noKk).toBe(family.family.noKk)
    expect(fill(form, cropped).members).toEqual(form.members)
  })
})

describe('a KTP', () => {
  it('begins the family where there is no KK yet, which then puts everybody in its order', () => {
    const begun = fill(empty, ktpOf(mother))
    expect(begun.members.map(({ nik }) => nik)).toEqual([mother.nik])
    expect(begun.family.address).toBe(family.family.address)
    const whole = fill(begun, ktpOf(mother), kk)
    expect(whole.members.map(({ nik }) => nik)).toEqual(family.members.map(({ nik }) => nik))
    expect(whole.members[1]?.id).toBe(begun.members[0]?.id)
    expect(whole.members[1]?.education).toBe(mother.education)
  })

  it('goes to the member with its NIK, its name but for a letter, or its birth date and sex', () => {
    const reading = readKtp(family.family, mother)
    const without = (...fields: ('nik' | 'name' | 'birthDate')[]): PageToFill =>
      pageOf({
        ...reading,
        fields: misread(reading.fields, Object.fromEntries(fields.map((field) => [field, null]))),
      })
    const onlyName = without('nik', 'birthDate')
    for (const page of [without('name', 'birthDate'), onlyName, without('nik', 'name')]) {
      const form = fillForm(fill(empty, kk), [kk, page], reference).form
      expect(form.members).toHaveLength(4)
      expect(form.readPages.at(-1)?.memberIds).toEqual([form.members[1]?.id])
    }
  })

  it('of nobody in the family is told, and makes a member only when somebody says so', () => {
    const stranger = ktpOf({
      ...son,
      name: 'KARTIKA LESTARI',
      nik: '3271036406770041',
      birthDate: '24-06-1977',
    })
    const form = fill(empty, kk)
    const told = fillForm(form, [kk, stranger], reference)
    expect(told).toEqual({ form, unmatchedPages: [stranger.pageId] })
    const adopted = fillForm(form, [kk, stranger], reference, { adopted: stranger.pageId })
    expect(adopted.form.members).toHaveLength(5)
    expect(adopted.unmatchedPages).toEqual([])
  })

  it('makes a number sure that the KK says too, though neither is sure of it', () => {
    const onKk = readKk(family)
    const unsureKk = pageOf({
      ...onKk,
      members: onKk.members.map(({ fields }) => ({ fields: misread(fields, { nik: { confidence: 0.7 } }) })),
    })
    const form = fill(empty, unsureKk)
    expect(form.members[0]?.nik).toBe('')
    const reading = readKtp(family.family, father)
    const ktp = pageOf({ ...reading, fields: misread(reading.fields, { nik: { confidence: 0.8 } }) })
    const agreed = fill(form, unsureKk, ktp)
    expect(agreed.members[0]?.nik).toBe(father.nik)
    expect(agreed.members[1]?.nik).toBe('')
  })

  it('puts its better reading over one that nobody has confirmed, never over a confirmed one', () => {
    const onKk = readKk(family)
    const [first, ...others] = onKk.members
    const wrong = `${father.nik.slice(0, 15)}9`
    const misreadKk = pageOf({
      ...onKk,
      members: [
        { fields: misread(first?.fields ?? {}, { nik: { value: wrong, confidence: 0.91 } }) },
        ...others,
      ],
    })
    const form = fill(empty, misreadKk)
    const place = memberPath(form.members[0]?.id ?? '', 'nik')
    const pages = [misreadKk, ktpOf(father)] as const
    expect(fill(form, ...pages).members[0]?.nik).toBe(father.nik)
    expect(fill(confirmFields(form, [place]), ...pages).members[0]?.nik).toBe(wrong)
    // Nor under the hands of whoever is in the field.
    expect(fillForm(form, pages, reference, { focusedField: place }).form.members[0]?.nik).toBe(wrong)
  })

  it('does not say whether a marriage is recorded', () => {
    const married = { ...father, maritalStatus: '3' }
    expect(fill(empty, pageOf(readKtp(family.family, married))).members[0]?.maritalStatus).toBe('')
    const widowed = { ...father, maritalStatus: '6' }
    expect(fill(empty, pageOf(readKtp(family.family, widowed))).members[0]?.maritalStatus).toBe('6')
  })
})

it('offers no date that is still to come', () => {
  const reading = readKtp(family.family, father)
  const ahead = pageOf({
    ...reading,
    fields: misread(reading.fields, { birthDate: { value: '01-01-2030' } }),
  })
  expect(fill(empty, ahead).members[0]?.birthDate).toBe('')
})

it('leaves another page alone', () => {
  expect(fill(empty, pageOf({ kind: 'other' }))).toBe(empty)
})
