import { parseCardDate } from '../calendar.ts'
import type { MemberField } from '../field-path.ts'
import { isSixteenDigits } from '../nik.ts'
import { normaliseName } from '../normalise-name.ts'
import type { ReadValue } from '../reading.ts'
import type { CodeTable } from '../reference/code-table.ts'
import { occupations } from '../reference/occupations.ts'
import {
  bloodTypes,
  citizenships,
  educations,
  maritalStatuses,
  relationships,
  religions,
  sexes,
} from '../reference/population.ts'
import { isSimilarText } from './same-value.ts'

/** A kelurahan that an application may name. */
export interface Village {
  /** Kemendagri code, 10 digits. */
  readonly code: string
  readonly name: string
  /** Name of its kecamatan. */
  readonly district: string
}

/** What is needed to put what a card prints into the form's words. */
export interface AutofillReference {
  /** The office's day, YYYY-MM-DD: no date on a card lies after it. */
  readonly today: string
  readonly villages: readonly Village[]
}

/** The code table of each field that has one. */
export const codeTables: Readonly<Partial<Record<string, CodeTable>>> = {
  sex: sexes,
  religion: religions,
  education: educations,
  occupation: occupations,
  bloodType: bloodTypes,
  maritalStatus: maritalStatuses,
  relationship: relationships,
  citizenship: citizenships,
}

/**
 * The KTP knows four marital states, the KK six (domain.md section 2). KAWIN and CERAI HIDUP do not say whether
 * they are recorded, so only the other two tell the KK's state.
 */
const maritalStatusOnKtp: Readonly<Record<string, string>> = { 'CERAI MATI': '6' }

/**
 * What a card prints for a member's field as the form holds it: a code, a date DD-MM-YYYY, text. Undefined where
 * the form has no word for it, or it cannot be.
 */
export function memberValue(field: MemberField, printed: string, today: string): string | undefined {
  const table = codeTables[field]
  if (table) {
    return findCode(table, printed) ?? (field === 'maritalStatus' ? maritalStatusOnKtp[printed] : undefined)
  }
  if (field === 'nik') return isSixteenDigits(printed) ? printed : undefined
  if (field === 'birthDate' || field === 'marriageDate') {
    const date = parseCardDate(printed)
    return date !== undefined && date <= today ? printed : undefined
  }
  return normaliseName(printed)
}

function findCode(table: CodeTable, printed: string): string | undefined {
  const wanted = normaliseLabel(printed)
  return table.find(({ label }) => normaliseLabel(label) === wanted)?.code
}

/** Without the spaces and dots that cards set as they like; `A+` and `A-` stay two things. */
const normaliseLabel = (label: string): string => label.toUpperCase().replace(/[\s.]/g, '')

/**
 * The code of the kelurahan that a card names, among those that this office may name. Undefined where none has
 * the name, or several have it and the kecamatan does not tell them apart.
 */
export function villageCode(
  name: ReadValue,
  district: ReadValue | undefined,
  villages: readonly Village[],
): string | undefined {
  const named = findNamed(villages, name.value, (village) => village.name)
  const inDistrict = district ? findNamed(named, district.value, (village) => village.district) : []
  const [only, another] = inDistrict.length > 0 ? inDistrict : named
  return another ? undefined : only?.code
}

function findNamed(
  villages: readonly Village[],
  name: string,
  nameOf: (village: Village) => string,
): readonly Village[] {
  const exact = villages.filter((village) => normaliseName(nameOf(village)) === normaliseName(name))
  return exact.length > 0 ? exact : villages.filter((village) => isSimilarText(nameOf(village), name))
}
