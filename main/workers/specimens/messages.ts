import { z } from 'zod'
import { ageInYears, parseCardDate } from '../../../shared/calendar.ts'
import { FamilyForm, MemberForm } from '../../../shared/form.ts'
import type { SpecimenFamily } from '../../specimens/specimen-family.ts'

/** What a specimen card shows; plain data, so that another process can draw it. */
export const SpecimenDrawing = z.discriminatedUnion('document', [
  z.object({
    document: z.literal('kk'),
    family: FamilyForm,
    members: z.array(MemberForm).max(10),
    /** DD-MM-YYYY */
    issuedOn: z.string(),
  }),
  z.object({ document: z.literal('ktp'), family: FamilyForm, member: MemberForm, issuedOn: z.string() }),
])
export type SpecimenDrawing = z.infer<typeof SpecimenDrawing>
export type KkDrawing = Extract<SpecimenDrawing, { document: 'kk' }>
export type KtpDrawing = Extract<SpecimenDrawing, { document: 'ktp' }>

/** A KTP-el is issued from the age of 17 (UU 24/2013). */
const ktpAge = 17

/** The cards of a family: its KK, then the KTP of each member who was 17 when the KK was issued. */
export function specimenDrawings({ form, issuedOn }: SpecimenFamily): [KkDrawing, ...KtpDrawing[]] {
  const { family, members } = form
  const issued = parseCardDate(issuedOn) ?? ''
  const adults = members.filter(
    (member) => ageInYears(parseCardDate(member.birthDate) ?? '', issued) >= ktpAge,
  )
  return [
    { document: 'kk', family, members, issuedOn },
    ...adults.map((member): KtpDrawing => ({ document: 'ktp', family, member, issuedOn })),
  ]
}
