import { z } from 'zod'
import { Area } from './area.ts'

/**
 * What was read by machine from a page, as it is printed: upper case, single spaces; numbers as bare digits,
 * dates as DD-MM-YYYY; where the card prints one of a fixed list (sex, religion, occupation ...) the label of
 * our code table. What is not printed ("-") or could not be read is left out.
 */
export const ReadValue = z.object({
  value: z.string().min(1).max(500),
  /** How likely every character is right, 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** Where it stands on the stored page. */
  area: Area,
})
export type ReadValue = z.infer<typeof ReadValue>

/**
 * From this confidence on a value goes into the form, marked until a person confirms it; a number (NIK, No.
 * KK) below it leaves its field open, because a wrong digit that looks right is worse than none.
 */
export const confirmationThreshold = 0.9

/** The fields of a KTP-el (UU 24/2013), and its heading. */
export const KtpField = z.enum([
  'province',
  'regency',
  'nik',
  'name',
  'birthPlace',
  'birthDate',
  'sex',
  'bloodType',
  'address',
  'rt',
  'rw',
  'village',
  'district',
  'religion',
  'maritalStatus',
  'occupation',
  'citizenship',
])
export type KtpField = z.infer<typeof KtpField>

/** The heading of a Kartu Keluarga (UU 23/2006 jo. 24/2013 art. 61). */
export const KkField = z.enum([
  'noKk',
  'headName',
  'address',
  'rt',
  'rw',
  'village',
  'district',
  'regency',
  'postalCode',
  'province',
])
export type KkField = z.infer<typeof KkField>

/** The columns of its two member tables. */
export const KkMemberField = z.enum([
  'name',
  'nik',
  'sex',
  'birthPlace',
  'birthDate',
  'religion',
  'education',
  'occupation',
  'bloodType',
  'maritalStatus',
  'marriageDate',
  'relationship',
  'citizenship',
  'passportNumber',
  'kitapNumber',
  'fatherName',
  'motherName',
])
export type KkMemberField = z.infer<typeof KkMemberField>

/** One line of the member tables, in the order of the card. */
export const KkMemberReading = z.object({ fields: z.partialRecord(KkMemberField, ReadValue) })
export type KkMemberReading = z.infer<typeof KkMemberReading>

export const PageReading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ktp'), fields: z.partialRecord(KtpField, ReadValue) }),
  z.object({
    kind: z.literal('kk'),
    fields: z.partialRecord(KkField, ReadValue),
    members: z.array(KkMemberReading).max(20),
  }),
  /** Anything else: a letter, a photo of a house, another card. */
  z.object({ kind: z.literal('other') }),
])
export type PageReading = z.infer<typeof PageReading>
