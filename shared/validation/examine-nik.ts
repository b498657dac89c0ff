import type { MemberForm } from '../form.ts'
import { isSixteenDigits, nikParts, withoutSeparators } from '../nik.ts'
import type { ExaminationContext, Issue } from './issue.ts'

const sexCodes = { male: '1', female: '2' } as const

/**
 * The NIK of one member against its own structure and against what was typed beside it, by the table of
 * domain.md section 1. `birthDate` is the typed birth date as YYYY-MM-DD, where it is one.
 */
export function examineNik(
  member: MemberForm,
  birthDate: string | undefined,
  context: ExaminationContext,
): Issue[] {
  const nik = withoutSeparators(member.nik)
  const field = 'nik'
  if (!isSixteenDigits(nik)) return [{ code: 'nik-digits', level: 'error', overridable: false, field }]
  const found: Issue[] = []
  const parts = nikParts(nik, context.today, birthDate)
  if (parts.serial === '0000') found.push({ code: 'nik-serial', level: 'error', overridable: false, field })
  if (parts.birthDate === undefined) {
    found.push({ code: 'nik-date', level: 'error', overridable: true, field })
  } else {
    if (birthDate && parts.birthDate !== birthDate) {
      found.push({ code: 'nik-birth-date-differs', level: 'warning', overridable: true, field: 'birthDate' })
    }
    if (member.sex !== '' && member.sex !== sexCodes[parts.sex]) {
      found.push({ code: 'nik-sex-differs', level: 'warning', overridable: true, field: 'sex' })
    }
  }
  if (!context.districts.has(parts.district)) {
    found.push({ code: 'nik-district-unknown', level: 'warning', overridable: true, field })
  }
  return found
}
