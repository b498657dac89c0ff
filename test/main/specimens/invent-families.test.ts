import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type InventionOptions, inventFamilies } from '../../../main/specimens/invent-families.ts'
import type { SpecimenFamily } from '../../../main/specimens/specimen-family.ts'
import { readReference } from '../../../main/store/reference.ts'
import { ApplicationKindRules } from '../../../shared/application-kind.ts'
import { ageInYears, parseCardDate } from '../../../shared/calendar.ts'
import { ApplicationForm, type MemberForm } from '../../../shared/form.ts'
import { nikParts } from '../../../shared/nik.ts'
import { validateForm } from '../../../shared/validation/validate-form.ts'
import type { Finding } from '../../../shared/validation/finding.ts'

const today = '2026-01-01'
const office = { code: '327103' }
const invent = (options: Partial<InventionOptions> = {}) =>
  inventFamilies({ seed: 's', count: 300, office, ...options })

const districts = new Set(readReference('districts', z.array(z.string())))
const villages = new Set(
  readReference('villages', z.array(z.object({ code: z.string() }))).map(({ code }) => code),
)
const [rule] = readReference('application-kinds', ApplicationKindRules)
if (!rule) throw new Error('no rule for a registration')

/** What the clerk would be told about a family, notes without consequence left out. */
const findings = (family: SpecimenFamily): Finding[] =>
  validateForm(family.form, { today, rule, districts, villages, evidence: new Map() }).filter(
    ({ level }) => level !== 'information',
  )

const born = (member: MemberForm): string => parseCardDate(member.birthDate) ?? ''
const people = (families: readonly SpecimenFamily[]): MemberForm[] =>
  families.flatMap(({ form }) => form.members)
const relatives = (family: SpecimenFamily, relationship: string): MemberForm[] =>
  family.form.members.filter((member) => member.relationship === relationship)

describe('invented families', () => {
  test('are the same for the same seed, however many are asked for', () => {
    expect(invent()).toEqual(invent())
    expect(invent().slice(0, 40)).toEqual(invent({ count: 40 }))
    expect(invent({ seed: 'other' })[0]).not.toEqual(invent()[0])
  })

  test('are applications in which the rules find nothing to ask about', () => {
    for (const family of invent()) {
      expect(ApplicationForm.parse(family.form)).toEqual(family.form)
      expect(findings(family)).toEqual([])
      expect(family.disagreements).toEqual([])
    }
  })

  test('have numbers of a valid build that SIAK has given to nobody, each once', () => {
    const families = invent()
    const numbers = [
      ...people(families).map(({ nik }) => nik),
      ...families.map(({ form }) => form.family.noKk),
    ]
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const number of numbers) expect(number).toMatch(/^\d{12}9\d{3}$/)
    for (const member of people(families)) {
      const { birthDate, sex } = nikParts(member.nik, today, born(member))
      expect([birthDate, sex]).toEqual([born(member), member.sex === '1' ? 'male' : 'female'])
    }
  })

  test('live where the office is, and four of five were born in its city', () => {
    const families = invent()
    expect(families.every(({ form }) => form.family.village.startsWith('327103'))).toBe(true)
    expect(new Set(families.map(({ form }) => form.family.village)).size).toBeGreaterThan(5)
    const locals =
      people(families).filter(({ nik }) => nik.startsWith('3271')).length / people(families).length
    expect(locals).toBeGreaterThan(0.7)
    expect(locals).toBeLessThan(0.9)
    for (const { form } of invent({ office: { code: '3271031006' }, count: 20 })) {
      expect(form.family.village).toBe('3271031006')
    }
    expect(() => invent({ office: { code: '999999' } })).toThrow('999999')
  })

  test('are of every size from one to seven, headed by their first member', () => {
    const families = invent()
    expect(new Set(families.map(({ form }) => form.members.length))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]))
    for (const { form } of families) {
      expect(form.members.map(({ relationship }) => relationship === '1')).toEqual(
        form.members.map((_, i) => i === 0),
      )
      expect(form.family.headName).toBe(form.members[0]?.name)
    }
  })

  test('are plausible: nobody is a parent or married as a child, and the card is younger than all it says', () => {
    for (const family of invent()) {
      const issued = parseCardDate(family.issuedOn) ?? ''
      expect(issued <= today).toBe(true)
      for (const member of family.form.members) {
        expect(born(member) <= issued).toBe(true)
        expect(ageInYears(born(member), today)).toBeLessThan(95)
        const married = parseCardDate(member.marriageDate)
        if (married) expect(ageInYears(born(member), married)).toBeGreaterThanOrEqual(18)
        if (ageInYears(born(member), today) < 17)
          expect([member.maritalStatus, member.relationship]).toContain('1')
      }
      const [mother] = [...relatives(family, '3'), ...relatives(family, '1')].filter(({ sex }) => sex === '2')
      for (const child of relatives(family, '4')) {
        if (mother) {
          expect(child.motherName).toBe(mother.name)
          expect(ageInYears(born(mother), born(child))).toBeGreaterThanOrEqual(17)
        }
      }
    }
  })

  test('include in every dozen the names that programs stumble over', () => {
    const names = invent({ count: 12 }).map(({ form }) => form.family.headName)
    expect(names.some((name) => !name.includes(' '))).toBe(true)
    expect(names.some((name) => name.includes("'"))).toBe(true)
    expect(names.some((name) => name.length > 50 && name.length <= 60)).toBe(true)
  })
})

describe('disagreements', () => {
  const families = invent({ disagreements: true, count: 72 })
  const disagreeing = families.filter(({ disagreements }) => disagreements.length > 0)

  test('are in every third family, each kind in its turn', () => {
    expect(disagreeing.map(({ number }) => number)).toEqual(
      families.map(({ number }) => number).filter((n) => n % 3 === 0),
    )
    expect(new Set(disagreeing.slice(0, 6).map(({ disagreements }) => disagreements[0]?.kind)).size).toBe(6)
  })

  test('are found by the rules where they are noted, and nowhere else', () => {
    for (const family of families) {
      const ofRules = family.disagreements.filter(({ kind }) => !kind.endsWith('elsewhere'))
      // People who are met again bring along what did not agree where they were first.
      if (ofRules.length < family.disagreements.length) continue
      const found = findings(family).map(({ code, memberId }) => ({
        kind: code,
        memberId,
        otherNumber: null,
      }))
      expect(found).toEqual(ofRules)
    }
  })

  test('that point elsewhere name an earlier family with the same people', () => {
    const pointing = disagreeing.filter(({ disagreements }) => disagreements[0]?.otherNumber)
    expect(pointing).toHaveLength(8)
    for (const family of pointing) {
      const [note] = family.disagreements
      const other = families.find(({ number }) => number === note?.otherNumber)
      expect(other?.number).toBeLessThan(family.number)
      const known = new Set(other?.form.members.map(({ nik }) => nik))
      const again = family.form.members.filter(({ nik }) => known.has(nik))
      expect(again).toHaveLength(note?.kind === 'family-elsewhere' ? family.form.members.length : 1)
      expect(family.form.family.noKk).not.toBe(other?.form.family.noKk)
    }
  })
})
