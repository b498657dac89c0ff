import { ageInYears, cardDate, parseCardDate } from '../../../shared/calendar.ts'
import type { FieldPath, MemberField } from '../../../shared/field-path.ts'
import type { ApplicationForm, MemberForm } from '../../../shared/form.ts'
import { isSixteenDigits, nikParts, withoutSeparators } from '../../../shared/nik.ts'
import { headOfFamily } from '../../../shared/reference/population.ts'

/** A likely value and its source. It counts only once a person has confirmed it. */
export interface Proposal {
  readonly value: string
  /** Stands beside the label: "dari NIK". */
  readonly reason: string
}

/** Identifies a proposal for a field, to remember that it was declined. */
export const proposalKey = (path: FieldPath, proposal: Proposal): string => `${path}=${proposal.value}`

export type Proposals = Partial<Record<MemberField, Proposal>>

const male = '1'
const female = '2'
const husband = '2'
const wife = '3'
const child = '4'
const unmarried = '1'
const notWorking = '1'
const pupil = '3'
const notAtSchool = '1'

/** The fields that no ordinary person of these ages fills otherwise; whole years. */
const youngestMarried = 17
const schoolAge = 7
const toddler = 5

/**
 * Proposals for a member's empty fields: birth date and sex from the NIK, the relationship from the position
 * on the KK, what the family shares.
 *
 * @param today the office's day, YYYY-MM-DD
 */
export function proposalsFor(form: ApplicationForm, memberId: string, today: string): Proposals {
  const member = form.members.find((candidate) => candidate.id === memberId)
  if (!member) return {}
  const found: Proposals = {
    ...fromNik(member, today),
    ...fromPositionOnCard(form, member, today),
  }
  // What follows from the relationship also follows from a proposed one: the person sees both together.
  const likely = { ...member, relationship: member.relationship || (found.relationship?.value ?? '') }
  Object.assign(found, fromFamily(form, likely), fromAge(member, likely, found, today))
  for (const field of fieldsOf(found)) if (member[field] !== '') delete found[field]
  return found
}

const fieldsOf = (proposals: Proposals): MemberField[] =>
  Object.keys(proposals).filter((key): key is MemberField => Object.hasOwn(proposals, key))

function fromNik(member: MemberForm, today: string): Proposals {
  const nik = withoutSeparators(member.nik)
  if (!isSixteenDigits(nik)) return {}
  const { birthDate, sex } = nikParts(nik, today, parseCardDate(member.birthDate))
  if (birthDate === undefined) return {}
  return {
    birthDate: { value: cardDate(birthDate), reason: 'dari NIK' },
    sex: { value: sex === 'male' ? male : female, reason: 'dari NIK' },
  }
}

/** The KK lists the head first, then husband or wife, then the children. */
function fromPositionOnCard(form: ApplicationForm, member: MemberForm, today: string): Proposals {
  const head = headOf(form)
  if (form.members[0]?.id === member.id && (!head || head.id === member.id)) {
    const name = form.family.headName.trim()
    return {
      relationship: { value: headOfFamily, reason: 'baris pertama KK' },
      ...(name !== '' && { name: { value: name, reason: 'kepala keluarga' } }),
    }
  }
  if (!head) return {}
  const reason = 'urutan KK'
  const spouse = spouseCode(head)
  const isSecond = form.members[1]?.id === member.id
  if (isSecond && spouse !== undefined && isGrown(member, today)) {
    return { relationship: { value: spouse, reason } }
  }
  return form.members.findIndex((other) => other.id === member.id) > 1 || !isGrown(member, today)
    ? { relationship: { value: child, reason } }
    : {}
}

function spouseCode(head: MemberForm): string | undefined {
  if (head.maritalStatus === unmarried) return undefined
  if (head.sex === male) return wife
  return head.sex === female ? husband : undefined
}

function isGrown(member: MemberForm, today: string): boolean {
  const age = ageOf(member.birthDate, member, today)
  return age === undefined || age >= youngestMarried
}

/** Whole years by the typed birth date, or else by the NIK. */
function ageOf(birthDate: string, member: MemberForm, today: string): number | undefined {
  const nik = withoutSeparators(member.nik)
  const day = parseCardDate(birthDate) ?? (isSixteenDigits(nik) ? nikParts(nik, today).birthDate : undefined)
  return day === undefined ? undefined : ageInYears(day, today)
}

function fromFamily(form: ApplicationForm, member: MemberForm): Proposals {
  const head = headOf(form)
  const found: Proposals = {}
  if (head && head.id !== member.id && head.religion !== '') {
    found.religion = { value: head.religion, reason: 'ikut kepala' }
  }
  if (!head || head.id === member.id) return found
  const spouse = form.members.find((other) => [husband, wife].includes(other.relationship))
  if (member.relationship === child) {
    const parents = [head, spouse]
    const father = parents.find((parent) => parent?.sex === male)?.name.trim()
    const mother = parents.find((parent) => parent?.sex === female)?.name.trim()
    if (father) found.fatherName = { value: father, reason: 'dari KK ini' }
    if (mother) found.motherName = { value: mother, reason: 'dari KK ini' }
  }
  if ([husband, wife].includes(member.relationship)) {
    const reason = 'ikut kepala'
    if (head.maritalStatus !== '') found.maritalStatus = { value: head.maritalStatus, reason }
    if (head.marriageDate !== '') found.marriageDate = { value: head.marriageDate, reason }
  }
  return found
}

function fromAge(member: MemberForm, likely: MemberForm, found: Proposals, today: string): Proposals {
  const age = ageOf(member.birthDate || (found.birthDate?.value ?? ''), member, today)
  if (age === undefined || age >= youngestMarried || likely.relationship === headOfFamily) return {}
  const reason = age === 0 ? 'umur < 1 tahun' : `umur ${age} tahun`
  return {
    maritalStatus: { value: unmarried, reason },
    ...(age >= schoolAge && { occupation: { value: pupil, reason } }),
    ...(age < toddler && {
      occupation: { value: notWorking, reason },
      education: { value: notAtSchool, reason },
    }),
  }
}

function headOf(form: ApplicationForm): MemberForm | undefined {
  return form.members.find((member) => member.relationship === headOfFamily)
}
