import { parseCardDate } from '../../shared/calendar.ts'
import type { MemberForm } from '../../shared/form.ts'
import { isSixteenDigits, nikParts } from '../../shared/nik.ts'
import type { FieldFinding } from '../ui/finding-row.tsx'

/** Findings about a new NIK or No. KK; none before submission was tried. */
export function numberFindings(number: string, submitAttempted: boolean): FieldFinding[] {
  if (isSixteenDigits(number) || !submitAttempted) return []
  return [{ code: 'sixteen-digits', level: 'error', text: 'Nomor ini harus 16 angka.' }]
}

/**
 * Warnings where a NIK does not match the person's birth date or sex. Not errors: the registry has such
 * numbers.
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
