import type { FamilyField, FieldPath, MemberField } from '../../../shared/field-path.ts'
import type { ApplicationForm, DocumentKind, MemberForm } from '../../../shared/form.ts'
import { shortName } from '../../viewer/page-name.ts'
import type { LetterField } from './form-edits.ts'

export const letterPath = (document: DocumentKind, field: LetterField): FieldPath =>
  `letter.${document}.${field}`

export const familyLabels: Record<FamilyField, string> = {
  noKk: 'No. KK',
  headName: 'Nama kepala keluarga',
  address: 'Alamat',
  rt: 'RT',
  rw: 'RW',
  village: 'Kelurahan',
  postalCode: 'Kode pos',
  phone: 'Telepon',
}

export const memberLabels: Record<MemberField, string> = {
  name: 'Nama lengkap',
  nik: 'NIK',
  sex: 'Jenis kelamin',
  birthPlace: 'Tempat lahir',
  birthDate: 'Tanggal lahir',
  religion: 'Agama',
  education: 'Pendidikan',
  occupation: 'Pekerjaan',
  bloodType: 'Golongan darah',
  maritalStatus: 'Status perkawinan',
  marriageDate: 'Tanggal perkawinan',
  relationship: 'Hubungan dalam keluarga',
  citizenship: 'Kewarganegaraan',
  passportNumber: 'No. paspor',
  kitapNumber: 'No. KITAP',
  fatherName: 'Nama ayah',
  motherName: 'Nama ibu',
}

const isFamilyField = (field: string): field is FamilyField => Object.hasOwn(familyLabels, field)
const isMemberField = (field: string): field is MemberField => Object.hasOwn(memberLabels, field)

/** What the field of a finding is called on the screen. */
export function fieldLabel(memberId: string | null, field: string): string {
  if (memberId === null)
    return isFamilyField(field) ? familyLabels[field] : 'Kepala keluarga di daftar anggota'
  return isMemberField(field) ? memberLabels[field] : 'Usulan'
}

/** How a member is named in a line: their first names, or their number on the card while there is no name. */
export function memberName(form: ApplicationForm, memberId: string): string {
  const index = form.members.findIndex((member) => member.id === memberId)
  const name = form.members[index]?.name.trim() ?? ''
  return name === '' ? `Anggota ${index + 1}` : shortName(name)
}

/** Passport and KITAP are empty on the cards of citizens; they are asked for where the card has them. */
export function showsImmigration(member: MemberForm): boolean {
  return member.citizenship !== '1' || member.passportNumber !== '' || member.kitapNumber !== ''
}

/** Nobody who has never been married has a wedding day; a day once typed stays to be seen. */
export function showsMarriageDate(member: Pick<MemberForm, 'maritalStatus' | 'marriageDate'>): boolean {
  return member.maritalStatus !== '1' || member.marriageDate !== ''
}
