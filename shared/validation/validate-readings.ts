import type { Evidence } from '../autofill/evidence.ts'
import { isSameValue, isSimilarText, valueKindOf } from '../autofill/same-value.ts'
import { type FieldPath, familyPath, memberPath } from '../field-path.ts'
import type { ApplicationForm, MemberForm } from '../form.ts'
import { confirmationThreshold } from '../reading.ts'
import type { FindingCode } from './finding.ts'
import type { Issue, ValidationContext } from './issue.ts'

/** What tells a person or a family apart must not differ without a reason. */
const differenceCodes: Readonly<Record<string, FindingCode>> = {
  noKk: 'no-kk-reading-differs',
  village: 'village-reading-differs',
  nik: 'nik-reading-differs',
  name: 'name-reading-differs',
  birthDate: 'birth-date-reading-differs',
  sex: 'sex-reading-differs',
}

/** What the cards say of the family's fields, and which of them nobody has looked at. */
export function validateFamilyReadings(form: ApplicationForm, context: ValidationContext): Issue[] {
  return fieldsOf(form.family).flatMap(([field, value]) =>
    validateReading(field, value, familyPath(field), form, context),
  )
}

/** The same of a member's fields. */
export function validateMemberReadings(
  member: MemberForm,
  form: ApplicationForm,
  context: ValidationContext,
): Issue[] {
  const { id, proposed: _, ...fields } = member
  return fieldsOf(fields).flatMap(([field, value]) =>
    validateReading(field, value, memberPath(id, field), form, context),
  )
}

const fieldsOf = (fields: Readonly<Record<string, string>>) => Object.entries(fields)

function validateReading(
  field: string,
  value: string,
  path: FieldPath,
  form: ApplicationForm,
  context: ValidationContext,
): Issue[] {
  const issues: Issue[] = []
  if (form.machineRead.includes(path)) {
    issues.push({ code: 'machine-read', level: 'error', overridable: false, field })
  }
  const confident = (context.evidence.get(path) ?? []).filter(
    ({ confidence }) => confidence >= confirmationThreshold,
  )
  if (value.trim() !== '' && confident.some((read) => differs(field, read.value, value))) {
    issues.push(differenceOf(field, value, confident))
  }
  return issues
}

/** Texts differ where more does than a letter that was misread; of a name, every letter counts. */
function differs(field: string, read: string, value: string): boolean {
  if (isSameValue(field, read, value)) return false
  return valueKindOf(field) !== 'text' || field === 'name' || !isSimilarText(read, value)
}

function differenceOf(field: string, value: string, confident: readonly Evidence[]): Issue {
  const readings = new Map(
    confident.map(({ document, printed }) => [`${document} ${printed}`, { document, value: printed }]),
  )
  const isOtherName = field !== 'name' || !confident.every((read) => isSimilarText(read.value, value))
  const code = isOtherName ? differenceCodes[field] : undefined
  const found = { field, readings: [...readings.values()] }
  return code === undefined
    ? { ...found, code: 'reading-differs', level: 'information', overridable: false }
    : { ...found, code, level: 'warning', overridable: true }
}
