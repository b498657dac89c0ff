import type { MemberForm } from '../form.ts'
import { isSixteenDigits, nikParts, withoutSeparators } from '../nik.ts'
import type { Issue, ValidationContext } from './issue.ts'

const sexCodes = { male: '1', female: '2' } as const

/**
 * The NIK of one member against its own structure and against what was typed beside it, by the table of
 * domain.md section 1. `birthDate` is the typed birth date as YYYY-MM-DD, where it is one.
 */
export function validateNik(
  member: MemberForm,
  birthDate: string | undefined,
  context: ValidationContext,
): Issue[] {
  const nik = withoutSeparators(member.nik)
  const field = 'nik'
  if (!isSixteenDigits(nik)) return [{ code: 'nik-digits', level: 'error', overridable: false, field }]
  const issues: Issue[] = []
  const parts = nikParts(nik, context.today, birthDate)
  if (parts.serial === '0000') issues.push({ code: 'nik-serial', level: 'error', overridable: false, field })
  if (parts.birthDate === undefined) {
    issues.push({ code: 'nik-date', level: 'error', overridable: true, field })
  } else {
    if (birthDate && parts.birthDate !== birthDate) {
      issues.push({ code: 'nik-birth-date-differs', level: 'warning', overridable: true, field: 'birthDate' })
    }
    if (member.sex !== '' && member.sex !== sexCodes[parts.sex]) {
      issues.push({ code: 'nik-sex-differs', level: 'warning', overridable: true, field: 'sex' })
    }
  }
  if (!context.districts.has(parts.district)) {
    issues.push({ code: 'nik-district-unknown', level: 'warning', overridable: true, field })
  }
  return issues
}
