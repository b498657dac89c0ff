import { Username } from '../../shared/contract/session-calls.ts'

/**
 * What is wrong with a value of a form, in one sentence with the way out; undefined where nothing is. The core
 * checks again and has the last word.
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

/** The rule of main/accounts; said here so that it is known before the form is sent. */
export const passwordHint = 'Paling sedikit 12 karakter; beberapa kata mudah diingat dan sukar ditebak.'

export const checkNewPassword: Check = (value) =>
  value.length < 12 ? 'Kata sandi paling sedikit 12 karakter. Pakai beberapa kata.' : undefined

/** Kemendagri code of an office: kecamatan 6 digits, kelurahan or desa 10. */
export const checkOfficeCode: Check = (value) =>
  /^[1-9]\d{5}(\d{4})?$/.test(value)
    ? undefined
    : 'Kode kelurahan 10 angka, kode kecamatan 6 angka. Contoh: 3271031002'
