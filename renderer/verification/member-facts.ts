import { groupedDigits } from '../../shared/display.ts'
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
import type { Finding } from '../../shared/validation/finding.ts'

/** One displayed value. */
export interface Fact {
  readonly label: string
  readonly value: string
  /** NIK or No. KK: in mono. */
  readonly isNumber?: boolean
  /** It has a finding. */
  readonly isDoubted?: boolean
  /** The label is shown, since the value alone is ambiguous. */
  readonly isNamed?: boolean
}

const digits = (typed: string): string => groupedDigits(withoutSeparators(typed))
const labelOf = (table: CodeTable, code: string): string => findLabel(table, code) ?? code

function doubtedFields(findings: readonly Finding[], memberId: string | null): ReadonlySet<string> {
  return new Set(findings.filter((finding) => finding.memberId === memberId).map((finding) => finding.field))
}

/**
 * The header of the KK, by row.
 *
 * @param village name and kecamatan, undefined while loading
 */
export function familyFacts(
  family: FamilyForm,
  findings: readonly Finding[],
  village: string | undefined,
): Fact[][] {
  const doubted = doubtedFields(findings, null)
  return filled([
    [{ label: 'No. KK', value: digits(family.noKk), isNumber: true, isDoubted: doubted.has('noKk') }],
    [
      {
        label: 'Kepala keluarga',
        value: family.headName,
        isNamed: true,
        isDoubted: doubted.has('headName'),
      },
    ],
    [
      { label: 'Alamat', value: family.address },
      { label: 'RT/RW', value: `RT ${family.rt} RW ${family.rw}` },
      { label: 'Kelurahan', value: village ?? family.village },
      { label: 'Kode pos', value: family.postalCode },
    ],
    [{ label: 'Telepon', value: family.phone, isNamed: true }],
  ])
}

/** A member in the rows of the KK. Most values need no label beside the card. */
export function memberFacts(member: MemberForm, findings: readonly Finding[]): Fact[][] {
  const doubted = doubtedFields(findings, member.id)
  const fact = (label: string, field: keyof MemberForm, value: string): Fact => ({
    label,
    value,
    isDoubted: doubted.has(field),
  })
  const named = (label: string, field: keyof MemberForm, value: string): Fact => ({
    ...fact(label, field, value),
    isNamed: true,
  })
  const isForeign = member.citizenship !== indonesianCitizen
  return filled([
    [
      { ...fact('NIK', 'nik', digits(member.nik)), isNumber: true },
      fact('Hubungan', 'relationship', labelOf(relationships, member.relationship)),
    ],
    [
      fact('Jenis kelamin', 'sex', labelOf(sexes, member.sex)),
      fact('Tempat lahir', 'birthPlace', member.birthPlace),
      fact('Tanggal lahir', 'birthDate', member.birthDate),
      fact('Agama', 'religion', labelOf(religions, member.religion)),
    ],
    [
      fact('Status perkawinan', 'maritalStatus', labelOf(maritalStatuses, member.maritalStatus)),
      fact('Tanggal perkawinan', 'marriageDate', member.marriageDate),
    ],
    [
      fact('Pendidikan', 'education', labelOf(educations, member.education)),
      fact('Pekerjaan', 'occupation', labelOf(occupations, member.occupation)),
      named('Gol. darah', 'bloodType', labelOf(bloodTypes, member.bloodType)),
    ],
    [named('Ayah', 'fatherName', member.fatherName), named('Ibu', 'motherName', member.motherName)],
    [
      fact('Kewarganegaraan', 'citizenship', isForeign ? labelOf(citizenships, member.citizenship) : ''),
      named('Paspor', 'passportNumber', member.passportNumber),
      named('KITAP', 'kitapNumber', member.kitapNumber),
    ],
  ])
}

/** Removes empty values and rows. */
function filled(rows: readonly (readonly Fact[])[]): Fact[][] {
  return rows.map((row) => row.filter((fact) => fact.value.trim() !== '')).filter((row) => row.length > 0)
}
