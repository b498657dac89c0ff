import { z } from 'zod'
import { ApplicationKind } from './application-kind.ts'
import { parseCardDate } from './calendar.ts'
import { type ApplicationForm, DocumentKind, type LetterForm, type MemberForm, Override } from './form.ts'
import { isSixteenDigits, withoutSeparators } from './nik.ts'
import { normaliseName } from './normalise-name.ts'
import { codeIn } from './reference/code-table.ts'
import { occupations } from './reference/occupations.ts'
import {
  bloodTypes,
  citizenships,
  educations,
  maritalStatuses,
  relationships,
  religions,
  sexes,
} from './reference/population.ts'

/**
 * The strict form of an application, as it leaves the office: every value parsed, nothing half typed. This is
 * the payload of the outbox and of the centre's procedures; `version` lets a newer reader know an older record.
 */

const Text = z.string().min(1).max(500)
const OptionalText = z.string().max(500)
const IsoDate = z.iso.date()
const Moment = z.iso.datetime()
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const SixteenDigits = z.string().refine(isSixteenDigits)

export const FamilyRecord = z.object({
  noKk: SixteenDigits,
  headName: Text,
  address: Text,
  rt: Text,
  rw: Text,
  village: z.string().regex(/^\d{10}$/),
  postalCode: OptionalText,
  phone: OptionalText,
})
export type FamilyRecord = z.infer<typeof FamilyRecord>

export const MemberRecord = z.object({
  id: z.uuid(),
  proposed: z.boolean(),
  name: Text,
  /** Null only for a baby whose biodata is not recorded yet. */
  nik: SixteenDigits.nullable(),
  sex: codeIn(sexes),
  birthPlace: Text,
  birthDate: IsoDate,
  religion: codeIn(religions).nullable(),
  education: codeIn(educations),
  occupation: codeIn(occupations),
  bloodType: codeIn(bloodTypes).nullable(),
  maritalStatus: codeIn(maritalStatuses),
  marriageDate: IsoDate.nullable(),
  relationship: codeIn(relationships),
  citizenship: codeIn(citizenships),
  passportNumber: OptionalText,
  kitapNumber: OptionalText,
  fatherName: OptionalText,
  motherName: OptionalText,
})
export type MemberRecord = z.infer<typeof MemberRecord>

export const PageRecord = z.object({
  id: z.uuid(),
  document: DocumentKind,
  /** The member whose document this is, where it belongs to one. */
  memberId: z.uuid().nullable(),
  position: z.int().min(0),
  /** SHA-256 of the archival bytes, hex. */
  scan: Sha256,
  mediaType: z.enum(['image/jpeg', 'image/webp']),
  byteLength: z.int().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
})
export type PageRecord = z.infer<typeof PageRecord>

/** A person of the office as a record names them: the account's id and the name at that time. */
export const Officer = z.object({ id: z.uuid(), name: Text })
export type Officer = z.infer<typeof Officer>

export const LetterRecord = z.object({ kind: DocumentKind, number: Text, date: IsoDate })

/**
 * The short values come first and the members last: the centre looks for each value from the beginning of the
 * payload, and every letter that it need not pass makes it quicker.
 */
export const ApplicationRecord = z.object({
  version: z.literal(1),
  id: z.uuid(),
  number: Text,
  kind: ApplicationKind,
  submittedBy: Officer,
  submittedAt: Moment,
  decidedBy: Officer,
  decidedAt: Moment,
  /** The verifier's remark, empty where none was given. */
  reason: OptionalText,
  family: FamilyRecord,
  letters: z.array(LetterRecord),
  overrides: z.array(Override),
  pages: z.array(PageRecord),
  members: z.array(MemberRecord).min(1),
})
export type ApplicationRecord = z.infer<typeof ApplicationRecord>

/** The part of a record that comes from the form: numbers without separators, dates as ISO, gaps as null. */
export function formToRecord(form: ApplicationForm) {
  return {
    family: {
      noKk: withoutSeparators(form.family.noKk),
      headName: normaliseName(form.family.headName),
      address: normaliseName(form.family.address),
      rt: form.family.rt.trim(),
      rw: form.family.rw.trim(),
      village: form.family.village,
      postalCode: form.family.postalCode.trim(),
      phone: form.family.phone.trim(),
    },
    members: form.members.map(memberToRecord),
    letters: form.letters.flatMap(letterToRecord),
    overrides: form.overrides.filter((given) => given.reason.trim() !== ''),
  }
}

/** A letter that was only begun does not travel; where the kind asks for it, completeness.ts has stopped it. */
function letterToRecord({ kind, number: typed, date: typedDate }: LetterForm) {
  const [number, date] = [typed.trim(), parseCardDate(typedDate)]
  return number === '' || date === undefined ? [] : [{ kind, number, date }]
}

function memberToRecord(member: MemberForm) {
  return {
    ...member,
    name: normaliseName(member.name),
    nik: withoutSeparators(member.nik) || null,
    birthPlace: normaliseName(member.birthPlace),
    birthDate: parseCardDate(member.birthDate) ?? '',
    religion: member.religion || null,
    bloodType: member.bloodType || null,
    marriageDate: parseCardDate(member.marriageDate) ?? null,
    fatherName: normaliseName(member.fatherName),
    motherName: normaliseName(member.motherName),
  }
}
