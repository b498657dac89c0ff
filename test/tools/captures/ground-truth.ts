import { inventFamilies } from '../../../main/specimens/invent-families.ts'
import { getVillage } from '../../../main/specimens/places.ts'
import type { Random } from '../../../main/specimens/random.ts'
import type { SpecimenFamily } from '../../../main/specimens/specimen-family.ts'
import { type SpecimenDrawing, specimenDrawings } from '../../../main/workers/specimens/messages.ts'
import type { FamilyForm, MemberForm } from '../../../shared/form.ts'
import type { KkField, KkMemberField, KtpField } from '../../../shared/reading.ts'
import { type CodeTable, findLabel } from '../../../shared/reference/code-table.ts'
import { occupations } from '../../../shared/reference/occupations.ts'
import {
  bloodTypes,
  citizenships,
  educations,
  maritalStatuses,
  relationships,
  religions,
  sexes,
} from '../../../shared/reference/population.ts'
import type { CaptureSet } from './faces.ts'

/** What a page says, as shared/reading.ts gives it; what is printed as "-" is left out. */
export type Truth =
  | { document: 'ktp'; fields: Partial<Record<KtpField, string>> }
  | {
      document: 'kk'
      fields: Partial<Record<KkField, string>>
      members: Partial<Record<KkMemberField, string>>[]
    }
  | { document: 'other' }

/** Kecamatan of the tenant's two cities. */
const districts = ['327101', '327103', '327104', '327106', '337202', '337205']
const familiesOfDistrict = 40
const pools = new Map<CaptureSet, SpecimenFamily[]>()

function families(set: CaptureSet): SpecimenFamily[] {
  const pool =
    pools.get(set) ??
    districts.flatMap((code) =>
      inventFamilies({ seed: `captures ${set}`, count: familiesOfDistrict, office: { code } }),
    )
  pools.set(set, pool)
  return pool
}

export function pickKtp(random: Random, set: CaptureSet): SpecimenDrawing {
  for (;;) {
    const [, ...cards] = specimenDrawings(random.pick(families(set)))
    if (cards.length > 0) return random.pick(cards)
  }
}

/** A family's KK; every seventh has relatives of another family with it, up to the ten lines of the form. */
export function pickKk(random: Random, set: CaptureSet): SpecimenDrawing {
  const [kk] = specimenDrawings(random.pick(families(set)))
  if (!random.chance(1 / 7)) return kk
  const [other] = specimenDrawings(random.pick(families(set)))
  return { ...kk, members: [...kk.members, ...other.members].slice(0, 10) }
}

export function truthOf(drawing: SpecimenDrawing): Truth {
  const { family } = drawing
  if (drawing.document === 'ktp') return { document: 'ktp', fields: ktpFields(family, drawing.member) }
  return { document: 'kk', fields: kkFields(family), members: drawing.members.map(memberFields) }
}

export function kkFields(family: FamilyForm): Partial<Record<KkField, string>> {
  const { province, regency, village, district, address, rt, rw } = home(family)
  return printed({
    noKk: family.noKk,
    headName: family.headName,
    address,
    rt,
    rw,
    village,
    district,
    regency,
    province,
    postalCode: family.postalCode,
  })
}

function home(family: FamilyForm) {
  const village = getVillage(family.village)
  return {
    province: village.province.name.toUpperCase(),
    regency: village.regency.name.toUpperCase(),
    district: village.district.name.toUpperCase(),
    village: village.name.toUpperCase(),
    address: family.address,
    rt: family.rt,
    rw: family.rw,
  }
}

export function ktpFields(family: FamilyForm, member: MemberForm): Partial<Record<KtpField, string>> {
  return printed({
    ...home(family),
    nik: member.nik,
    name: member.name,
    birthPlace: member.birthPlace,
    birthDate: member.birthDate,
    sex: label(sexes, member.sex),
    bloodType: member.bloodType === unknownBloodType ? '' : label(bloodTypes, member.bloodType),
    religion: label(religions, member.religion),
    maritalStatus: label(maritalStatuses, member.maritalStatus).replace(/ (BELUM )?TERCATAT$/, ''),
    occupation: label(occupations, member.occupation),
    citizenship: label(citizenships, member.citizenship),
  })
}

export function memberFields(member: MemberForm): Partial<Record<KkMemberField, string>> {
  const { name, nik, birthPlace, birthDate, marriageDate, passportNumber, kitapNumber } = member
  return printed({
    name,
    nik,
    birthPlace,
    birthDate,
    marriageDate,
    passportNumber,
    kitapNumber,
    sex: label(sexes, member.sex),
    religion: label(religions, member.religion),
    education: label(educations, member.education),
    occupation: label(occupations, member.occupation),
    bloodType: label(bloodTypes, member.bloodType),
    maritalStatus: label(maritalStatuses, member.maritalStatus),
    relationship: label(relationships, member.relationship),
    citizenship: label(citizenships, member.citizenship),
    fatherName: member.fatherName,
    motherName: member.motherName,
  })
}

export const unknownBloodType = '13'
const label = (table: CodeTable, code: string): string => findLabel(table, code) ?? ''

function printed<Field extends string>(values: Record<Field, string>): Partial<Record<Field, string>> {
  const shown: Partial<Record<Field, string>> = { ...values }
  for (const field in values) if (values[field] === '') delete shown[field]
  return shown
}
