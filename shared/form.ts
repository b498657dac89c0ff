import { z } from 'zod'

/**
 * An application as it is typed: every value a string, whatever it holds, so that half a NIK, a 31-02 or a
 * name with a digit survives a power cut and comes back to the screen unchanged. What is wrong with it is
 * said by examine.ts; what goes on to kecamatan and centre is the strict form of record.ts.
 */

const Typed = z.string().max(500)

/**
 * Header of the Kartu Keluarga (UU 23/2006 jo. 24/2013 art. 61) and a telephone number to reach the family.
 */
export const FamilyForm = z.object({
  noKk: Typed,
  headName: Typed,
  address: Typed,
  rt: Typed,
  rw: Typed,
  /** Kemendagri code of the kelurahan, 10 digits (PPKKCCDDDD). */
  village: Typed,
  postalCode: Typed,
  phone: Typed,
})
export type FamilyForm = z.infer<typeof FamilyForm>

/** One line of the KK's member table. Codes are those of reference/; dates are DD-MM-YYYY as on the card. */
export const MemberForm = z.object({
  id: z.uuid(),
  /** Whether this member is proposed for PBI-JK by this application. */
  proposed: z.boolean(),
  name: Typed,
  nik: Typed,
  sex: Typed,
  birthPlace: Typed,
  birthDate: Typed,
  religion: Typed,
  education: Typed,
  occupation: Typed,
  bloodType: Typed,
  maritalStatus: Typed,
  marriageDate: Typed,
  relationship: Typed,
  citizenship: Typed,
  passportNumber: Typed,
  kitapNumber: Typed,
  fatherName: Typed,
  motherName: Typed,
})
export type MemberForm = z.infer<typeof MemberForm>

/** Kinds of document that belong to an application (domain.md 0.3). */
export const DocumentKind = z.enum([
  'ktp',
  'kk',
  'sktm',
  'surat-faskes',
  'surat-lahir',
  'kartu-jkn',
  'akta-kematian',
  'surat-pindah',
  'foto-rumah',
  'lainnya',
])
export type DocumentKind = z.infer<typeof DocumentKind>

export const documentNames: Record<DocumentKind, string> = {
  ktp: 'KTP',
  kk: 'KK',
  sktm: 'SKTM',
  'surat-faskes': 'Surat faskes',
  'surat-lahir': 'Surat lahir',
  'kartu-jkn': 'Kartu JKN-KIS',
  'akta-kematian': 'Akta kematian',
  'surat-pindah': 'Surat pindah',
  'foto-rumah': 'Foto rumah',
  lainnya: 'Lainnya',
}

/** Number and date of a letter, where the kind of application asks for them (SPJ-3, SKA-5.2c, SKA-5.2d). */
export const LetterForm = z.object({ kind: DocumentKind, number: Typed, date: Typed })
export type LetterForm = z.infer<typeof LetterForm>

/** A finding that the clerk has answered: this value is right although the rule says otherwise. */
export const Override = z.object({
  /** A member's id, or null for the family. */
  memberId: z.uuid().nullable(),
  code: z.string().max(60),
  reason: Typed,
})
export type Override = z.infer<typeof Override>

/**
 * A page whose reading is in the form already, and the members that its lines are about, in the order of the
 * page; null for a line that belongs to nobody here. Each picture is filled in once, so that a field that a
 * person has emptied stays empty.
 */
export const ReadPage = z.object({
  pageId: z.uuid(),
  /** Hash of the picture that was read: a page that was cropped again is read again. */
  scan: z.string().max(64),
  memberIds: z.array(z.uuid().nullable()).max(20),
})
export type ReadPage = z.infer<typeof ReadPage>

export const ApplicationForm = z.object({
  family: FamilyForm,
  members: z.array(MemberForm).max(40),
  letters: z.array(LetterForm).max(10),
  overrides: z.array(Override).max(200),
  /** Places (form-place.ts) whose value was read by machine and is not confirmed by a person yet. */
  machineRead: z.array(z.string().max(80)).max(1000).default([]),
  /** Forms stored before pages were read have neither marks nor read pages. */
  readPages: z.array(ReadPage).max(200).default([]),
})
export type ApplicationForm = z.infer<typeof ApplicationForm>

export function emptyMember(id: string): MemberForm {
  return {
    id,
    proposed: true,
    name: '',
    nik: '',
    sex: '',
    birthPlace: '',
    birthDate: '',
    religion: '',
    education: '',
    occupation: '',
    bloodType: '',
    maritalStatus: '',
    marriageDate: '',
    relationship: '',
    citizenship: '1',
    passportNumber: '',
    kitapNumber: '',
    fatherName: '',
    motherName: '',
  }
}

/** The form a clerk begins with: the office's own kelurahan is the likely one. */
export function emptyForm(village: string): ApplicationForm {
  return {
    family: { noKk: '', headName: '', address: '', rt: '', rw: '', village, postalCode: '', phone: '' },
    members: [],
    letters: [],
    overrides: [],
    machineRead: [],
    readPages: [],
  }
}
