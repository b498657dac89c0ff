import type { Evidence } from '../autofill/evidence.ts'
import { natureOf, sameValue, similarText } from '../autofill/same-value.ts'
import { type FieldPath, familyPlace, memberPlace } from '../field-path.ts'
import type { ApplicationForm, MemberForm } from '../form.ts'
import { confirmationThreshold } from '../reading.ts'
import type { FindingCode } from './finding.ts'
import type { ExaminationContext, Issue } from './issue.ts'

/** What tells a person or a family apart must not differ without a reason. */
const differing: Readonly<Record<string, FindingCode>> = {
  noKk: 'no-kk-reading-differs',
  village: 'village-reading-differs',
  nik: 'nik-reading-differs',
  name: 'name-reading-differs',
  birthDate: 'birth-date-reading-differs',
  sex: 'sex-reading-differs',
}

/** What the cards say of the family's fields, and which of them nobody has looked at. */
export function examineFamilyReadings(form: ApplicationForm, context: ExaminationContext): Issue[] {
  return fieldsOf(form.family).flatMap(([field, value]) =>
    examineReading(field, value, familyPlace(field), form, context),
  )
}

/** The same of a member's fields. */
export function examineMemberReadings(
  member: MemberForm,
  form: ApplicationForm,
  context: ExaminationContext,
): Issue[] {
  const { id, proposed: _, ...fields } = member
  return fieldsOf(fields).flatMap(([field, value]) =>
    examineReading(field, value, memberPlace(id, field), form, context),
  )
}

const fieldsOf = (fields: Readonly<Record<string, string>>) => Object.entries(fields)

function examineReading(
  field: string,
  value: string,
  place: FieldPath,
  form: ApplicationForm,
  context: ExaminationContext,
): Issue[] {
  const found: Issue[] = []
  if (form.machineRead.includes(place)) {
    found.push({ code: 'machine-read', level: 'error', overridable: false, field })
  }
  const sure = (context.evidence.get(place) ?? []).filter(
    ({ confidence }) => confidence >= confirmationThreshold,
  )
  if (value.trim() !== '' && sure.some((read) => differs(field, read.value, value))) {
    found.push(differenceOf(field, value, sure))
  }
  return found
}

/** Texts differ where more does than a letter that was misread; of a name, every letter counts. */
function differs(field: string, read: string, value: string): boolean {
  if (sameValue(field, read, value)) return false
  return natureOf(field) !== 'text' || field === 'name' || !similarText(read, value)
}

function differenceOf(field: string, value: string, sure: readonly Evidence[]): Issue {
  const readings = new Map(
    sure.map(({ document, printed }) => [`${document} ${printed}`, { document, value: printed }]),
  )
  const isOtherName = field !== 'name' || !sure.every((read) => similarText(read.value, value))
  const code = isOtherName ? differing[field] : undefined
  const found = { field, readings: [...readings.values()] }
  return code === undefined
    ? { ...found, code: 'reading-differs', level: 'information', overridable: false }
    : { ...found, code, level: 'warning', overridable: true }
}
