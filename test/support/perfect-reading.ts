import type { ApplicationForm, FamilyForm, MemberForm } from '../../shared/form.ts'
import type { PageReading, ReadValue } from '../../shared/reading.ts'
import { kkFields, ktpFields, memberFields, unknownBloodType } from '../tools/captures/ground-truth.ts'

/** The reading of an invented family's cards without a mistake: what is printed on them, all of it sure. */

export type KkReading = Extract<PageReading, { kind: 'kk' }>
export type KtpReading = Extract<PageReading, { kind: 'ktp' }>

const surely = 0.99

export const readKk = ({ family, members }: Pick<ApplicationForm, 'family' | 'members'>): KkReading => ({
  kind: 'kk',
  fields: read(kkFields(family), 0.05),
  members: members.map((member, line) => ({ fields: read(lineOf(member), 0.3 + line * 0.02) })),
})

export const readKtp = (family: FamilyForm, member: MemberForm): KtpReading => ({
  kind: 'ktp',
  fields: read(ktpFields(family, member), 0.1),
})

/** A line of a KK that prints an unknown blood type as "-", as a KTP does. */
function lineOf(member: MemberForm) {
  const line = memberFields(member)
  if (member.bloodType === unknownBloodType) delete line.bloodType
  return line
}

/** Values with an area each, one below the other from `top` on. */
function read<Field extends string>(
  values: Readonly<Partial<Record<Field, string>>>,
  top: number,
): Partial<Record<Field, ReadValue>> {
  const fields: Partial<Record<Field, ReadValue>> = {}
  let place = 0
  for (const field in values) {
    const value = values[field]?.toUpperCase()
    if (!value) continue
    const area = { left: 0.05 + (place % 9) * 0.1, top, width: 0.09, height: 0.015 }
    fields[field] = { value, confidence: surely, area }
    place += 1
  }
  return fields
}
