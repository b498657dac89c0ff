import type { ApplicationForm, FamilyForm, MemberForm } from '../../shared/form.ts'
import type { PageReading, ReadValue } from '../../shared/reading.ts'
import { kkFields, ktpFields, memberFields, unknownBloodType } from '../tools/captures/ground-truth.ts'

/** Error-free readings of an invented family's cards: the ground truth with high confidence. */

export type KkReading = Extract<PageReading, { kind: 'kk' }>
export type KtpReading = Extract<PageReading, { kind: 'ktp' }>

const highConfidence = 0.99

export const readKk = ({ family, members }: Pick<ApplicationForm, 'family' | 'members'>): KkReading => ({
  kind: 'kk',
  fields: toReadValues(kkFields(family), 0.05),
  members: members.map((member, row) => ({ fields: toReadValues(rowOf(member), 0.3 + row * 0.02) })),
})

export const readKtp = (family: FamilyForm, member: MemberForm): KtpReading => ({
  kind: 'ktp',
  fields: toReadValues(ktpFields(family, member), 0.1),
})

/** A row of a KK that prints an unknown blood type as "-", as a KTP does. */
function rowOf(member: MemberForm) {
  const row = memberFields(member)
  if (member.bloodType === unknownBloodType) delete row.bloodType
  return row
}

/** Values with distinct areas, starting at `top`. */
function toReadValues<Field extends string>(
  values: Readonly<Partial<Record<Field, string>>>,
  top: number,
): Partial<Record<Field, ReadValue>> {
  const fields: Partial<Record<Field, ReadValue>> = {}
  let index = 0
  for (const field in values) {
    const value = values[field]?.toUpperCase()
    if (!value) continue
    const area = { left: 0.05 + (index % 9) * 0.1, top, width: 0.09, height: 0.015 }
    fields[field] = { value, confidence: highConfidence, area }
    index += 1
  }
  return fields
}
