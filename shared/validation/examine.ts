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
import { examineName } from './examine-name.ts'
import { examineNik } from './examine-nik.ts'
import { examineNoKk } from './examine-no-kk.ts'
import { examineFamilyReadings, examineMemberReadings } from './examine-readings.ts'
import type { Finding } from './finding.ts'
import type { ExaminationContext, Issue } from './issue.ts'

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
const mayBeEmpty: ReadonlySet<string> = new Set(['religion', 'bloodType'])

/**
 * Everything the rules have to say about a form, in the order of the screen. Pure, so that the screen says it
 * while typing and the store says the same at submission. Implements SOLID-12.2, SKA-5.2a, SOLID-10.4 and the
 * table of domain.md section 1.
 */
export function examine(form: ApplicationForm, context: ExaminationContext): Finding[] {
  const answers = new Map(form.overrides.map((given) => [`${given.memberId}/${given.code}`, given.reason]))
  const place = (memberId: string | null, observations: Issue[]): Finding[] =>
    observations.map((observation) => {
      const reason = observation.overridable
        ? answers.get(`${memberId}/${observation.code}`)?.trim()
        : undefined
      return { ...observation, memberId, answer: reason ? reason : null }
    })
  return [
    ...place(null, [...examineFamily(form, context), ...examineFamilyReadings(form, context)]),
    ...form.members.flatMap((member) =>
      place(member.id, [
        ...examineMember(member, form, context),
        ...examineMemberReadings(member, form, context),
      ]),
    ),
  ]
}

function examineFamily(form: ApplicationForm, context: ExaminationContext): Issue[] {
  const { family, members } = form
  const found = examineNoKk(family.noKk, context)
  if (family.headName.trim() === '') found.push(required('headName'))
  else found.push(...examineName(family.headName, 'headName'))
  if (family.address.trim() === '') found.push(required('address'))
  for (const field of ['rt', 'rw', 'postalCode'] as const) {
    const typed = family[field].trim()
    if (typed === '' && field !== 'postalCode') found.push(required(field))
    else if (!/^\d*$/.test(typed))
      found.push({ code: 'digits-only', level: 'error', overridable: false, field })
  }
  if (family.village === '') found.push(required('village'))
  else if (!context.villages.has(family.village)) {
    found.push({ code: 'village-unknown', level: 'error', overridable: false, field: 'village' })
  }
  const heads = members.filter((member) => member.relationship === headOfFamily)
  const [head] = heads
  if (!head) found.push({ code: 'head-missing', level: 'warning', overridable: true, field: 'members' })
  else if (heads.length > 1)
    found.push({ code: 'head-several', level: 'warning', overridable: true, field: 'members' })
  else if (!sameName(head.name, family.headName)) {
    found.push({ code: 'head-name-differs', level: 'warning', overridable: true, field: 'headName' })
  }
  return found
}

function examineMember(member: MemberForm, form: ApplicationForm, context: ExaminationContext): Issue[] {
  const found: Issue[] = []
  if (member.name.trim() === '') found.push(required('name'))
  else found.push(...examineName(member.name, 'name'))

  const birth = examineDate(member.birthDate, 'birthDate', context.today)
  const birthDate = parseCardDate(member.birthDate)
  found.push(...(member.birthDate.trim() === '' ? [required('birthDate')] : birth))
  found.push(...examineDate(member.marriageDate, 'marriageDate', context.today))
  const marriageDate = parseCardDate(member.marriageDate)
  if (birthDate && marriageDate && marriageDate < birthDate) {
    found.push({ code: 'marriage-before-birth', level: 'error', overridable: false, field: 'marriageDate' })
  }

  if (member.nik.trim() !== '') found.push(...examineNik(member, birthDate, context))
  else if (context.rule.nikRequired || !member.proposed) found.push(required('nik'))
  else if (birthDate && olderThanThreeMonths(birthDate, context.today)) {
    found.push({ code: 'baby-older-than-three-months', level: 'error', overridable: false, field: 'nik' })
  }
  const nik = withoutSeparators(member.nik)
  const twins = form.members.filter((other) => withoutSeparators(other.nik) === nik)
  if (isSixteenDigits(nik) && twins.length > 1) {
    found.push({ code: 'nik-repeated', level: 'error', overridable: false, field: 'nik' })
  }

  if (member.birthPlace.trim() === '') found.push(required('birthPlace'))
  for (const [field, table] of codeFields) {
    const code = member[field]
    if (code === '' && !mayBeEmpty.has(field)) found.push(required(field))
    else if (code !== '' && findLabel(table, String(code)) === undefined) {
      found.push({ code: 'code-unknown', level: 'error', overridable: false, field })
    }
  }
  if (member.proposed) {
    if (member.citizenship !== '' && member.citizenship !== indonesianCitizen) {
      found.push({ code: 'not-citizen', level: 'error', overridable: false, field: 'proposed' })
    }
    if (suggestsWageEarner(member.occupation)) {
      found.push({ code: 'wage-earner', level: 'warning', overridable: true, field: 'occupation' })
    }
  }
  return found
}

function examineDate(typed: string, field: string, today: string): Issue[] {
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
