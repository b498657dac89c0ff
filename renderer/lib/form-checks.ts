import { Username } from '../../shared/contract/session-calls.ts'

/**
 * Validation error of a form value, as one sentence with the next step; undefined when valid. The core
 * validates again.
 */
type Check = (value: string) => string | undefined

export const checkFilled =
  (sentence: string): Check =>
  (value) =>
    value.trim() === '' ? sentence : undefined

export const checkUsername: Check = (value) =>
  Username.safeParse(value).success
    ? undefined
    : 'Pakai 2 sampai 32 huruf kecil, angka, titik, atau garis, tanpa spasi. Contoh: rina.wati'

/** The rule of main/accounts/password-policy.ts, shown before the form is submitted. */
export const passwordHint = 'Paling sedikit 12 karakter; beberapa kata mudah diingat dan sukar ditebak.'

export const checkNewPassword: Check = (value) =>
  value.length < 12 ? 'Kata sandi paling sedikit 12 karakter. Pakai beberapa kata.' : undefined

/** Kemendagri code of an office: kecamatan 6 digits, kelurahan or desa 10. */
export const checkOfficeCode: Check = (value) =>
  /^[1-9]\d{5}(\d{4})?$/.test(value)
    ? undefined
    : 'Kode kelurahan 10 angka, kode kecamatan 6 angka. Contoh: 3271031002'
