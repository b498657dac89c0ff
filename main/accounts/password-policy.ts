import { Problem } from '../../shared/problems.ts'

/**
 * Length before complexity (NIST SP 800-63B 3.1.1.2): twelve characters, not the username, not what everybody
 * tries first. Peraturan BSSN 4/2021 asks for a rule and leaves its values to the office.
 */
const shortest = 12

/** What people here choose first; a password made of nothing but these is refused. */
const obvious = [
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

/** Keys as they lie, and the alphabet: running along them is no password. */
const rows = ['qwertyuiopasdfghjklzxcvbnm', 'abcdefghijklmnopqrstuvwxyz', 'qazwsxedcrfvtgbyhnujmikolp']

/** Throws password-weak. */
export function checkPassword(password: string, username: string): void {
  if (isWeak(password.normalize('NFKC').toLowerCase(), username)) throw new Problem('password-weak')
}

function isWeak(password: string, username: string): boolean {
  // Digits alone are a telephone number, a birth date or a NIK.
  const letters = password.replace(/[^\p{Letter}]/gu, '')
  const guessed = new RegExp(`^(?:${[...obvious, lettersOf(username)].join('|')})*$`)
  return (
    [...password].length < shortest ||
    new Set(password).size < 5 ||
    password === username ||
    guessed.test(letters) ||
    rows.some((row) => row.includes(letters))
  )
}

/** The letters of a username, as they are left of a password. */
const lettersOf = (username: string): string => username.replace(/[^a-z]/g, '') || 'admin'
