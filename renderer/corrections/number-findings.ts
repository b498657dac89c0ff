import { parseCardDate } from '../../shared/calendar.ts'
import type { MemberForm } from '../../shared/form.ts'
import { isSixteenDigits, nikParts } from '../../shared/nik.ts'
import type { FieldFinding } from '../ui/finding-row.tsx'

/** What is wrong with a number that is to be recorded; nothing while it is being typed. */
export function numberFindings(number: string, submitAttempted: boolean): FieldFinding[] {
  if (isSixteenDigits(number) || !submitAttempted) return []
  return [{ code: 'sixteen-digits', level: 'error', text: 'Nomor ini harus 16 angka.' }]
}

/**
 * Where a NIK does not fit the person it is to be: a warning, because the population registry has such numbers.
 *
 * @param today YYYY-MM-DD
 */
export function nikFindings(nik: string, member: MemberForm | undefined, today: string): FieldFinding[] {
  if (!isSixteenDigits(nik) || member === undefined) return []
  const birthDate = parseCardDate(member.birthDate)
  const parts = nikParts(nik, today, birthDate)
  const findings: FieldFinding[] = []
  if (birthDate !== undefined && parts.birthDate !== birthDate) {
    findings.push({ code: 'birth-date', level: 'warning', text: 'Tanggal lahir berbeda dari NIK.' })
  }
  const sex = parts.sex === 'male' ? '1' : '2'
  if (member.sex !== '' && member.sex !== sex) {
    findings.push({ code: 'sex', level: 'warning', text: 'Jenis kelamin berbeda dari NIK.' })
  }
  return findings
}
