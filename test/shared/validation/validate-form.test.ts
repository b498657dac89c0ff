import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ApplicationKind } from '../../../shared/application-kind.ts'
import { type ApplicationForm, emptyForm, FamilyForm, MemberForm } from '../../../shared/form.ts'
import {
  blocksSubmission,
  Finding,
  FindingCode,
  findingSentence,
} from '../../../shared/validation/finding.ts'
import { validateForm } from '../../../shared/validation/validate-form.ts'
import { familyForm, memberOf } from '../../support/family.ts'
import { typedForm } from '../arbitraries.ts'
import { contextOf } from './context.ts'

/** What is found in a family after a change, as `code field`. */
function found(
  change: { family?: Partial<FamilyForm>; members?: Partial<MemberForm>[] },
  kind?: ApplicationKind,
): string[] {
  const form = familyForm(1)
  const changed = {
    ...form,
    family: { ...form.family, ...change.family },
    members: form.members.map((member, index) => ({ ...member, ...change.members?.[index] })),
  }
  return validateForm(changed, contextOf(kind)).map(({ code, field }) => `${code} ${field}`)
}

test('a family in order has no finding', () => {
  expect(found({})).toEqual([])
})

test('says what is required, field by field, in the order of the screen', () => {
  expect(validateForm(emptyForm(''), contextOf()).map(({ code, field }) => `${code} ${field}`)).toEqual([
    'required noKk',
    'required headName',
    'required address',
    'required rt',
    'required rw',
    'required village',
    'head-missing members',
  ])
  const gaps = {
    name: '',
    nik: '',
    birthPlace: ' ',
    birthDate: '',
    sex: '',
    education: '',
    maritalStatus: '',
  }
  expect(found({ members: [{}, gaps] })).toEqual([
    'required name',
    'required birthDate',
    'required nik',
    'required birthPlace',
    'required sex',
    'required education',
    'required maritalStatus',
  ])
})

test('older cards have no religion and no blood type', () => {
  expect(found({ members: [{ religion: '', bloodType: '' }] })).toEqual([])
})

describe('the family', () => {
  test.each([
    [{ rt: '2a' }, 'digits-only rt'],
    [{ postalCode: '16 129' }, 'digits-only postalCode'],
    [{ village: '9999999999' }, 'village-unknown village'],
    [{ headName: 'ORANG LAIN' }, 'head-name-differs headName'],
  ])('%j: %s', (family, finding) => {
    expect(found({ family })).toEqual([finding])
  })

  test('has one head, whose name is that of the header', () => {
    const { headName } = familyForm(1).family
    expect(found({ members: [{ relationship: '9' }] })).toEqual(['head-missing members'])
    expect(found({ members: [{}, { relationship: '1' }] })).toEqual(['head-several members'])
    expect(found({ family: { headName: ` ${headName.toLowerCase().replace(' ', '  ')} ` } })).toEqual([])
  })

  test('postal code may stay open', () => {
    expect(found({ family: { postalCode: '' } })).toEqual([])
  })
})

describe('a member', () => {
  test('has a birth date that exists and has been', () => {
    const dates = (birthDate: string) => found({ members: [{}, {}, { birthDate }] })
    expect(dates('31-02-2008')).toEqual(['date-impossible birthDate'])
    expect(dates('29-07-2112')).toEqual(['date-in-future birthDate', 'nik-birth-date-differs birthDate'])
    expect(dates('2008-07-29')).toEqual(['date-impossible birthDate'])
  })

  test('may be born today, and not tomorrow', () => {
    const born = (date: string) =>
      validateForm({ ...familyForm(1), members: [memberOf({ date, sex: 'male' }, 1)] }, contextOf())
        .map(({ code }) => code)
        .filter((code) => code === 'date-in-future')
    expect(born('2026-11-21')).toEqual([])
    expect(born('2026-11-22')).toEqual(['date-in-future'])
  })

  test('marries after birth', () => {
    expect(found({ members: [{ marriageDate: '16-03-1981' }] })).toEqual([
      'marriage-before-birth marriageDate',
    ])
    expect(found({ members: [{ marriageDate: '17-03-2001' }] })).toEqual([])
    expect(found({ members: [{ marriageDate: '17-03-2112' }] })).toEqual(['date-in-future marriageDate'])
  })

  test('shares no NIK with another, however the two are written', () => {
    const [head] = familyForm(1).members
    const nik = head?.nik.replace(/(.{4})/g, '$1 ') ?? ''
    const repeated = found({ members: [{}, {}, { nik, birthDate: '17-03-1981' }] })
    expect(repeated).toEqual(['nik-repeated nik', 'nik-repeated nik'])
  })

  test('two members without a number do not share one', () => {
    expect(found({ members: [{}, {}, { nik: '' }, { nik: '' }] })).toEqual(['required nik', 'required nik'])
  })

  test('has codes of the tables', () => {
    expect(found({ members: [{ religion: '8' }] })).toEqual(['code-unknown religion'])
    expect(found({ members: [{ occupation: '90' }] })).toEqual(['code-unknown occupation'])
  })

  test('who is proposed is an Indonesian citizen and probably no wage earner', () => {
    expect(found({ members: [{ citizenship: '2' }] })).toEqual(['not-citizen proposed'])
    expect(found({ members: [{ citizenship: '2', proposed: false }] })).toEqual([])
    for (const occupation of ['5', '7', '16', '18', '48', '63']) {
      expect(found({ members: [{ occupation }] })).toEqual(['wage-earner occupation'])
      expect(found({ members: [{ occupation, proposed: false }] })).toEqual([])
    }
    for (const occupation of ['4', '8', '15', '19', '47', '64']) {
      expect(found({ members: [{ occupation }] })).toEqual([])
    }
  })
})

describe('a baby without NIK', () => {
  const codes = (birthDate: string, kind: ApplicationKind, proposed = true) =>
    found({ members: [{}, {}, { nik: '', birthDate, proposed }] }, kind)

  test('may be proposed up to three months after birth', () => {
    expect(codes('21-11-2026', 'bayi')).toEqual([])
    expect(codes('21-08-2026', 'bayi')).toEqual([])
    expect(codes('20-08-2026', 'bayi')).toEqual(['baby-older-than-three-months nik'])
    expect(codes('21-11-2025', 'bayi')).toEqual(['baby-older-than-three-months nik'])
  })

  test('is for applications of that kind, and for the baby alone', () => {
    expect(codes('21-11-2026', 'pendaftaran')).toEqual(['required nik'])
    expect(codes('21-11-2026', 'bayi', false)).toEqual(['required nik'])
  })

  test('with a NIK is examined like everybody', () => {
    const baby = memberOf({ date: '2026-10-01', sex: 'female' }, 7)
    const form = { ...familyForm(1), members: [...familyForm(1).members, baby] }
    expect(validateForm(form, contextOf('bayi'))).toEqual([])
    const broken = { ...form, members: form.members.map((member) => ({ ...member, nik: '12' })) }
    expect(new Set(validateForm(broken, contextOf('bayi')).map(({ code }) => code))).toEqual(
      new Set(['nik-digits']),
    )
  })
})

describe('an answer', () => {
  const form = familyForm(1)
  const [head, wife] = form.members
  const warned: ApplicationForm = {
    ...form,
    members: form.members.map((member) => (member === head ? { ...member, sex: '2' } : member)),
  }
  const answer = (memberId: string | null | undefined, code: string, reason: string) =>
    validateForm({ ...warned, overrides: [{ memberId: memberId ?? null, code, reason }] }, contextOf())

  test('counts for its member and its finding', () => {
    const [finding] = answer(head?.id, 'nik-sex-differs', ' Sesuai akta ')
    if (!finding) throw new Error('no finding')
    expect(finding).toMatchObject({ answer: 'Sesuai akta' })
    expect(blocksSubmission(finding)).toBe(false)
  })

  test.each([
    ['of another member', wife?.id, 'nik-sex-differs', 'Sesuai akta'],
    ['of the family', null, 'nik-sex-differs', 'Sesuai akta'],
    ['to another finding', head?.id, 'nik-date', 'Sesuai akta'],
    ['without words', head?.id, 'nik-sex-differs', '   '],
  ])('%s does not', (_, memberId, code, reason) => {
    expect(answer(memberId, code, reason)).toMatchObject([{ code: 'nik-sex-differs', answer: null }])
  })
})

describe('whatever is typed', () => {
  test('is examined without falling over, and each finding says where it belongs', () => {
    fc.assert(
      fc.property(typedForm, fc.constantFrom<ApplicationKind>('pendaftaran', 'bayi'), (form, kind) => {
        for (const finding of validateForm(form, contextOf(kind))) {
          Finding.parse(finding)
          const member = form.members.find(({ id }) => id === finding.memberId)
          expect(finding.memberId === null || member !== undefined).toBe(true)
          const fields =
            finding.memberId === null
              ? [...Object.keys(FamilyForm.shape), 'members']
              : Object.keys(MemberForm.shape)
          expect(fields).toContain(finding.field)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('only what a reason may answer is answered, and what is answered stops nothing', () => {
    fc.assert(
      fc.property(typedForm, (form) => {
        for (const finding of validateForm(form, contextOf())) {
          if (finding.answer === null) continue
          expect(finding.overridable).toBe(true)
          expect(blocksSubmission(finding)).toBe(false)
        }
      }),
    )
  })

  test('is told apart by its people, not by their order', () => {
    const sorted = (form: ApplicationForm) =>
      validateForm(form, contextOf())
        .map((finding) => JSON.stringify(finding))
        .sort()
    fc.assert(
      fc.property(typedForm, (form) => {
        expect(sorted({ ...form, members: [...form.members].reverse() })).toEqual(sorted(form))
      }),
    )
  })
})

test('every finding has a line of its own that ends as a sentence', () => {
  const lines = FindingCode.options.map((code) => findingSentence({ code }))
  expect(new Set(lines)).toHaveLength(lines.length)
  for (const line of lines) expect(line).toMatch(/^[A-Z].*\.$/)
})
