import { groupedDigits } from '../../shared/display.ts'
import type { Finding } from '../../shared/examination/finding.ts'
import type { FamilyForm, MemberForm } from '../../shared/form.ts'
import { withoutSeparators } from '../../shared/nik.ts'
import { type CodeTable, findLabel } from '../../shared/reference/code-table.ts'
import { occupations } from '../../shared/reference/occupations.ts'
import {
  bloodTypes,
  citizenships,
  educations,
  indonesianCitizen,
  maritalStatuses,
  relationships,
  religions,
  sexes,
} from '../../shared/reference/population.ts'

/** One value as the verifier reads it. */
export interface Fact {
  readonly label: string
  readonly value: string
  /** NIK or No. KK: in mono. */
  readonly isNumber?: boolean
  /** A finding speaks about it. */
  readonly isDoubted?: boolean
}

const digits = (typed: string): string => groupedDigits(withoutSeparators(typed))
const word = (table: CodeTable, code: string): string => findLabel(table, code) ?? code

function doubtedFields(findings: readonly Finding[], memberId: string | null): ReadonlySet<string> {
  return new Set(findings.filter((finding) => finding.memberId === memberId).map((finding) => finding.field))
}

/**
 * The head of the KK.
 *
 * @param village its name and kecamatan, undefined while that is not known
 */
export function familyFacts(
  family: FamilyForm,
  findings: readonly Finding[],
  village: string | undefined,
): Fact[] {
  const doubted = doubtedFields(findings, null)
  return [
    { label: 'No. KK', value: digits(family.noKk), isNumber: true, isDoubted: doubted.has('noKk') },
    { label: 'Kepala keluarga', value: family.headName, isDoubted: doubted.has('headName') },
    { label: 'Alamat', value: `${family.address}, RT ${family.rt} RW ${family.rw}` },
    { label: 'Kelurahan', value: village ?? family.village },
    { label: 'Kode pos', value: family.postalCode },
    { label: 'Telepon', value: family.phone },
  ]
}

/** A member in the order of the KK; what no card of theirs would hold is left out. */
export function memberFacts(member: MemberForm, findings: readonly Finding[]): Fact[] {
  const doubted = doubtedFields(findings, member.id)
  const fact = (label: string, field: keyof MemberForm, value: string): Fact => ({
    label,
    value,
    isDoubted: doubted.has(field),
  })
  const isForeign = member.citizenship !== indonesianCitizen
  return [
    { ...fact('NIK', 'nik', digits(member.nik)), isNumber: true },
    fact('Hubungan', 'relationship', word(relationships, member.relationship)),
    fact('Jenis kelamin', 'sex', word(sexes, member.sex)),
    fact('Tempat lahir', 'birthPlace', member.birthPlace),
    fact('Tanggal lahir', 'birthDate', member.birthDate),
    fact('Agama', 'religion', word(religions, member.religion)),
    fact('Pendidikan', 'education', word(educations, member.education)),
    fact('Pekerjaan', 'occupation', word(occupations, member.occupation)),
    fact('Golongan darah', 'bloodType', word(bloodTypes, member.bloodType)),
    fact('Perkawinan', 'maritalStatus', word(maritalStatuses, member.maritalStatus)),
    ...(member.marriageDate ? [fact('Tanggal kawin', 'marriageDate', member.marriageDate)] : []),
    ...(isForeign ? [fact('Kewarganegaraan', 'citizenship', word(citizenships, member.citizenship))] : []),
    ...(member.passportNumber ? [fact('No. paspor', 'passportNumber', member.passportNumber)] : []),
    ...(member.kitapNumber ? [fact('No. KITAP', 'kitapNumber', member.kitapNumber)] : []),
    fact('Ayah', 'fatherName', member.fatherName),
    fact('Ibu', 'motherName', member.motherName),
  ]
}
