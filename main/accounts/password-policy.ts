import { Problem } from '../../shared/problems.ts'

/**
 * Length instead of complexity (NIST SP 800-63B 3.1.1.2): twelve characters, not the username, no common
 * password. Peraturan BSSN 4/2021 asks for a rule and leaves its values to the office.
 */
const minLength = 12

/** Words of common passwords here; a password made of nothing but these is refused. */
const commonWords = [
  'password',
  'passwd',
  'pass',
  'katasandi',
  'kata',
  'sandi',
  'rahasia',
  'admin',
  'administrator',
  'petugas',
  'verifikator',
  'operator',
  'user',
  'login',
  'solid',
  'loket',
  'kelurahan',
  'kecamatan',
  'diskominfo',
  'indonesia',
  'merdeka',
  'bismillah',
  'sayang',
  'welcome',
  'selamat',
  'datang',
]

/** Rows of the keyboard, and the alphabet; a part of one is refused. */
const keyboardRows = [
  'qwertyuiopasdfghjklzxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  'qazwsxedcrfvtgbyhnujmikolp',
]

/** Throws password-weak. */
export function checkPassword(password: string, username: string): void {
  if (isWeak(password.normalize('NFKC').toLowerCase(), username)) throw new Problem('password-weak')
}

function isWeak(password: string, username: string): boolean {
  // Digits alone are a telephone number, a birth date or a NIK.
  const letters = password.replace(/[^\p{Letter}]/gu, '')
  const onlyCommonWords = new RegExp(`^(?:${[...commonWords, lettersOf(username)].join('|')})*$`)
  return (
    [...password].length < minLength ||
    new Set(password).size < 5 ||
    password === username ||
    onlyCommonWords.test(letters) ||
    keyboardRows.some((row) => row.includes(letters))
  )
}

/** The letters of a username, compared with the letters of a password. */
const lettersOf = (username: string): string => username.replace(/[^a-z]/g, '') || 'admin'
