import { ageInYears, parseCardDate } from '../calendar.ts'
import type { ApplicationForm, MemberForm } from '../form.ts'
import { isSixteenDigits, withoutSeparators } from '../nik.ts'
import { normaliseName } from '../normalise-name.ts'
import { type CodeTable, findLabel } from '../reference/code-table.ts'
import { occupations, suggestsWageEarner } from '../reference/occupations.ts'
import {
  bloodTypes,
  citizenships,
  educations,
  headOfFamily,
  indonesianCitizen,
  maritalStatuses,
  relationships,
  religions,
  sexes,
} from '../reference/population.ts'
import type { Finding } from './finding.ts'
import type { Issue, ValidationContext } from './issue.ts'
import { validateName } from './validate-name.ts'
import { validateNik } from './validate-nik.ts'
import { validateNoKk } from './validate-no-kk.ts'
import { validateFamilyReadings, validateMemberReadings } from './validate-readings.ts'

const required = (field: string): Issue => ({
  code: 'required',
  level: 'error',
  overridable: false,
  field,
})

const codeFields: readonly (readonly [keyof MemberForm & string, CodeTable])[] = [
  ['sex', sexes],
  ['religion', religions],
  ['education', educations],
  ['occupation', occupations],
  ['bloodType', bloodTypes],
  ['maritalStatus', maritalStatuses],
  ['relationship', relationships],
  ['citizenship', citizenships],
]

/** Older cards have an empty religion, and blood type is often "-": both may stay open. */
const optionalCodeFields: ReadonlySet<string> = new Set(['religion', 'bloodType'])

/**
 * Everything the rules have to say about a form, in the order of the screen. Pure, so that the screen says it
 * while typing and the store says the same at submission. Implements SOLID-12.2, SKA-5.2a, SOLID-10.4 and the
 * table of domain.md section 1.
 */
export function validateForm(form: ApplicationForm, context: ValidationContext): Finding[] {
  const answers = new Map(form.overrides.map((given) => [`${given.memberId}/${given.code}`, given.reason]))
  const toFindings = (memberId: string | null, issues: Issue[]): Finding[] =>
    issues.map((issue) => {
      const reason = issue.overridable ? answers.get(`${memberId}/${issue.code}`)?.trim() : undefined
      return { ...issue, memberId, answer: reason ? reason : null }
    })
  return [
    ...toFindings(null, [...validateFamily(form, context), ...validateFamilyReadings(form, context)]),
    ...form.members.flatMap((member) =>
      toFindings(member.id, [
        ...validateMember(member, form, context),
        ...validateMemberReadings(member, form, context),
      ]),
    ),
  ]
}

function validateFamily(form: ApplicationForm, context: ValidationContext): Issue[] {
  const { family, members } = form
  const issues = validateNoKk(family.noKk, context)
  if (family.headName.trim() === '') issues.push(required('headName'))
  else issues.push(...validateName(family.headName, 'headName'))
  if (family.address.trim() === '') issues.push(required('address'))
  for (const field of ['rt', 'rw', 'postalCode'] as const) {
    const typed = family[field].trim()
    if (typed === '' && field !== 'postalCode') issues.push(required(field))
    else if (!/^\d*$/.test(typed))
      issues.push({ code: 'digits-only', level: 'error', overridable: false, field })
  }
  if (family.village === '') issues.push(required('village'))
  else if (!context.villages.has(family.village)) {
    issues.push({ code: 'village-unknown', level: 'error', overridable: false, field: 'village' })
  }
  const heads = members.filter((member) => member.relationship === headOfFamily)
  const [head] = heads
  if (!head) issues.push({ code: 'head-missing', level: 'warning', overridable: true, field: 'members' })
  else if (heads.length > 1)
    issues.push({ code: 'head-several', level: 'warning', overridable: true, field: 'members' })
  else if (!sameName(head.name, family.headName)) {
    issues.push({ code: 'head-name-differs', level: 'warning', overridable: true, field: 'headName' })
  }
  return issues
}

function validateMember(member: MemberForm, form: ApplicationForm, context: ValidationContext): Issue[] {
  const issues: Issue[] = []
  if (member.name.trim() === '') issues.push(required('name'))
  else issues.push(...validateName(member.name, 'name'))

  const birth = validateDate(member.birthDate, 'birthDate', context.today)
  const birthDate = parseCardDate(member.birthDate)
  issues.push(...(member.birthDate.trim() === '' ? [required('birthDate')] : birth))
  issues.push(...validateDate(member.marriageDate, 'marriageDate', context.today))
  const marriageDate = parseCardDate(member.marriageDate)
  if (birthDate && marriageDate && marriageDate < birthDate) {
    issues.push({ code: 'marriage-before-birth', level: 'error', overridable: false, field: 'marriageDate' })
  }

  if (member.nik.trim() !== '') issues.push(...validateNik(member, birthDate, context))
  else if (context.rule.nikRequired || !member.proposed) issues.push(required('nik'))
  else if (birthDate && olderThanThreeMonths(birthDate, context.today)) {
    issues.push({ code: 'baby-older-than-three-months', level: 'error', overridable: false, field: 'nik' })
  }
  const nik = withoutSeparators(member.nik)
  const duplicates = form.members.filter((other) => withoutSeparators(other.nik) === nik)
  if (isSixteenDigits(nik) && duplicates.length > 1) {
    issues.push({ code: 'nik-repeated', level: 'error', overridable: false, field: 'nik' })
  }

  if (member.birthPlace.trim() === '') issues.push(required('birthPlace'))
  for (const [field, table] of codeFields) {
    const code = member[field]
    if (code === '' && !optionalCodeFields.has(field)) issues.push(required(field))
    else if (code !== '' && findLabel(table, String(code)) === undefined) {
      issues.push({ code: 'code-unknown', level: 'error', overridable: false, field })
    }
  }
  if (member.proposed) {
    if (member.citizenship !== '' && member.citizenship !== indonesianCitizen) {
      issues.push({ code: 'not-citizen', level: 'error', overridable: false, field: 'proposed' })
    }
    if (suggestsWageEarner(member.occupation)) {
      issues.push({ code: 'wage-earner', level: 'warning', overridable: true, field: 'occupation' })
    }
  }
  return issues
}

function validateDate(typed: string, field: string, today: string): Issue[] {
  if (typed.trim() === '') return []
  const date = parseCardDate(typed)
  if (!date) return [{ code: 'date-impossible', level: 'error', overridable: false, field }]
  if (date > today) return [{ code: 'date-in-future', level: 'error', overridable: false, field }]
  return []
}

const sameName = (one: string, other: string): boolean => normaliseName(one) === normaliseName(other)

function olderThanThreeMonths(birthDate: string, today: string): boolean {
  const due = new Date(`${birthDate}T00:00:00Z`)
  due.setUTCMonth(due.getUTCMonth() + 3)
  return ageInYears(birthDate, today) > 0 || due.toISOString().slice(0, 10) < today
}
