import { isoDate } from '../calendar.ts'
import { isSixteenDigits, withoutSeparators } from '../nik.ts'
import type { Issue, ValidationContext } from './issue.ts'

/**
 * The number of the Kartu Keluarga: 6 digits region, date of recording DDMMYY (no +40), 4 digits serial. The
 * order of the date on very old cards is unconfirmed, so the date can only warn (domain.md section 1).
 */
export function validateNoKk(typed: string, context: ValidationContext): Issue[] {
  const noKk = withoutSeparators(typed)
  const field = 'noKk'
  if (noKk === '') return [{ code: 'required', level: 'error', overridable: false, field }]
  if (!isSixteenDigits(noKk)) return [{ code: 'no-kk-digits', level: 'error', overridable: false, field }]
  const issues: Issue[] = []
  if (noKk.endsWith('0000')) issues.push({ code: 'no-kk-serial', level: 'error', overridable: false, field })
  const recorded = isoDate(
    2000 + Number(noKk.slice(10, 12)),
    Number(noKk.slice(8, 10)),
    Number(noKk.slice(6, 8)),
  )
  if (recorded === undefined) issues.push({ code: 'no-kk-date', level: 'warning', overridable: true, field })
  if (!context.districts.has(noKk.slice(0, 6))) {
    issues.push({ code: 'no-kk-district-unknown', level: 'warning', overridable: true, field })
  }
  return issues
}
