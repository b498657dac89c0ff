import { codeTable } from './code-table.ts'

/**
 * Code tables of KTP-el and Kartu Keluarga, as OpenSID uses them (domain.md section 2). Labels are upper case
 * because the cards are.
 */

export const sexes = codeTable(`
  1 LAKI-LAKI
  2 PEREMPUAN`)

export const religions = codeTable(`
  1 ISLAM
  2 KRISTEN
  3 KATHOLIK
  4 HINDU
  5 BUDHA
  6 KHONGHUCU
  7 KEPERCAYAAN TERHADAP TUHAN YME / LAINNYA`)

export const bloodTypes = codeTable(`
  1 A
  2 B
  3 AB
  4 O
  5 A+
  6 A-
  7 B+
  8 B-
  9 AB+
  10 AB-
  11 O+
  12 O-
  13 TIDAK TAHU`)

/**
 * Marital status on the KK since Permendagri 118/2017. The labels are published, the numbers are ours: no
 * public list gives any (domain.md section 2, "unconfirmed"), so nothing outside may rely on them.
 */
export const maritalStatuses = codeTable(`
  1 BELUM KAWIN
  2 KAWIN TERCATAT
  3 KAWIN BELUM TERCATAT
  4 CERAI HIDUP TERCATAT
  5 CERAI HIDUP BELUM TERCATAT
  6 CERAI MATI`)

/** Status hubungan dalam keluarga (SHDK). */
export const relationships = codeTable(`
  1 KEPALA KELUARGA
  2 SUAMI
  3 ISTRI
  4 ANAK
  5 MENANTU
  6 CUCU
  7 ORANGTUA
  8 MERTUA
  9 FAMILI LAIN
  10 PEMBANTU
  11 LAINNYA`)

export const headOfFamily = '1'

export const educations = codeTable(`
  1 TIDAK/BELUM SEKOLAH
  2 BELUM TAMAT SD/SEDERAJAT
  3 TAMAT SD/SEDERAJAT
  4 SLTP/SEDERAJAT
  5 SLTA/SEDERAJAT
  6 DIPLOMA I/II
  7 AKADEMI/DIPLOMA III/S. MUDA
  8 DIPLOMA IV/STRATA I
  9 STRATA II
  10 STRATA III`)

export const citizenships = codeTable(`
  1 WNI
  2 WNA
  3 DUA KEWARGANEGARAAN`)

/** PBI is for Indonesian citizens only (Permensos 3/2026, domain.md section 4). */
export const indonesianCitizen = '1'
