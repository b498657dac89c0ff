import { isoDate } from './calendar.ts'

/**
 * Nomor Induk Kependudukan: 16 digits PPKKCC DDMMYY SSSS. PPKKCC is the kecamatan of FIRST registration and
 * never follows a move; DD is 40 higher for women; SSSS counts from 0001. No check digit, so structure can
 * only refuse, never prove. Source: PP 37/2007 art. 37 as described by Dukcapil Klaten (domain.md section 1).
 */

/** The digits of a number typed or pasted with spaces, dots or dashes; anything else stays to be seen. */
export function withoutSeparators(typed: string): string {
  return typed.replace(/[\s.\-\u2009\u00a0]/g, '')
}

export const isSixteenDigits = (text: string): boolean => /^\d{16}$/.test(text)

export interface NikParts {
  /** Kemendagri code of the kecamatan of first registration, 6 digits. */
  district: string
  sex: 'male' | 'female'
  /** The birth date, or undefined where DDMMYY is no day that has been. */
  birthDate: string | undefined
  serial: string
}

/**
 * Takes a NIK of 16 digits apart. The century is ambiguous: it is the one of `knownBirthDate` where the two
 * digits agree, otherwise the latest that is not after `today` (both YYYY-MM-DD).
 */
export function nikParts(nik: string, today: string, knownBirthDate?: string): NikParts {
  const dayField = Number(nik.slice(6, 8))
  const year = Number(nik.slice(10, 12))
  const day = dayField > 40 ? dayField - 40 : dayField
  const candidates = [2000, 1900]
    .map((century) => isoDate(century + year, Number(nik.slice(8, 10)), day))
    .filter((date): date is string => date !== undefined && date <= today)
  return {
    district: nik.slice(0, 6),
    sex: dayField > 40 ? 'female' : 'male',
    birthDate: candidates.find((date) => date === knownBirthDate) ?? candidates[0],
    serial: nik.slice(12),
  }
}
