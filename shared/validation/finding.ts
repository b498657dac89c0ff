import { z } from 'zod'
import { documentNames } from '../form.ts'

/**
 * Something about a typed value that a person should know. An error stops submission; an error that is
 * `overridable` and every warning can be answered with a reason, because corrected birth dates do not change
 * an issued NIK (domain.md section 1). Information is only shown.
 */
export const FindingLevel = z.enum(['error', 'warning', 'information'])
export type FindingLevel = z.infer<typeof FindingLevel>

export const FindingCode = z.enum([
  'required',
  'nik-digits',
  'nik-date',
  'nik-serial',
  'nik-sex-differs',
  'nik-birth-date-differs',
  'nik-district-unknown',
  'nik-repeated',
  'nik-open-application',
  'no-kk-digits',
  'no-kk-date',
  'no-kk-serial',
  'no-kk-district-unknown',
  'date-impossible',
  'date-in-future',
  'marriage-before-birth',
  'code-unknown',
  'name-characters',
  'name-one-word',
  'name-long',
  'village-unknown',
  'digits-only',
  'head-missing',
  'head-several',
  'head-name-differs',
  'wage-earner',
  'not-citizen',
  'baby-older-than-three-months',
  'machine-read',
  'no-kk-reading-differs',
  'village-reading-differs',
  'nik-reading-differs',
  'name-reading-differs',
  'birth-date-reading-differs',
  'sex-reading-differs',
  'reading-differs',
])
export type FindingCode = z.infer<typeof FindingCode>

export const Finding = z.object({
  code: FindingCode,
  level: FindingLevel,
  /** Whether a reason may answer it. */
  overridable: z.boolean(),
  /** The member it is about, or null for the family. */
  memberId: z.uuid().nullable(),
  /** The field of FamilyForm or MemberForm it stands under. */
  field: z.string(),
  /** The reason already given, if it was answered. */
  answer: z.string().nullable(),
  /** What the cards say, where that is the matter: shown to people, never logged. */
  readings: z.array(z.object({ document: z.enum(['ktp', 'kk']), value: z.string() })).optional(),
})
export type Finding = z.infer<typeof Finding>

const sentences: Record<FindingCode, string> = {
  required: 'Belum diisi.',
  'nik-digits': 'NIK harus 16 angka. Cocokkan dengan KTP atau KK.',
  'nik-date': 'Tanggal di dalam NIK tidak ada di kalender. Bila KTP memang begitu, beri alasan.',
  'nik-serial': 'Nomor urut NIK tidak pernah 0000. Cocokkan empat angka terakhir.',
  'nik-sex-differs': 'Jenis kelamin berbeda dari NIK.',
  'nik-birth-date-differs': 'Tanggal lahir berbeda dari NIK.',
  'nik-district-unknown': 'Enam angka pertama NIK tidak ada di daftar kecamatan sekarang.',
  'nik-repeated': 'NIK ini sudah dipakai anggota lain di keluarga ini.',
  'nik-open-application': 'NIK ini masih punya permohonan lain yang belum selesai.',
  'no-kk-digits': 'No. KK harus 16 angka. Cocokkan dengan KK.',
  'no-kk-date': 'Tanggal di dalam No. KK tidak ada di kalender.',
  'no-kk-serial': 'Nomor urut No. KK tidak pernah 0000.',
  'no-kk-district-unknown': 'Enam angka pertama No. KK tidak ada di daftar kecamatan sekarang.',
  'date-impossible': 'Tanggal ini tidak ada di kalender. Tulis HH-BB-TTTT.',
  'date-in-future': 'Tanggal ini belum terjadi.',
  'marriage-before-birth': 'Tanggal perkawinan lebih awal dari tanggal lahir.',
  'code-unknown': 'Pilih salah satu dari daftar.',
  'name-characters': 'Nama memuat angka atau tanda baca. Bila KK memang begitu, beri alasan.',
  'name-one-word': 'Nama hanya satu kata. Cocokkan dengan KK.',
  'name-long': 'Nama lebih dari 60 huruf. Bila KK memang begitu, beri alasan.',
  'village-unknown': 'Pilih kelurahan dari daftar.',
  'digits-only': 'Hanya angka.',
  'head-missing': 'Belum ada anggota berstatus Kepala Keluarga.',
  'head-several': 'Kepala Keluarga lebih dari satu.',
  'head-name-differs': 'Nama kepala keluarga berbeda dari anggota berstatus Kepala Keluarga.',
  'wage-earner': 'Pekerjaan ini biasanya peserta PPU, yang tidak dapat menjadi PBI.',
  'not-citizen': 'PBI hanya untuk WNI. Jangan usulkan anggota ini.',
  'baby-older-than-three-months': 'Bayi lebih dari 3 bulan harus sudah punya NIK.',
  'machine-read': 'Terbaca mesin, belum diperiksa. Cocokkan dengan pindaian, lalu Enter.',
  'no-kk-reading-differs': 'No. KK berbeda dari kartu.',
  'village-reading-differs': 'Kelurahan berbeda dari kartu.',
  'nik-reading-differs': 'NIK berbeda dari kartu.',
  'name-reading-differs': 'Nama berbeda dari kartu.',
  'birth-date-reading-differs': 'Tanggal lahir berbeda dari kartu.',
  'sex-reading-differs': 'Jenis kelamin berbeda dari kartu.',
  'reading-differs': 'Berbeda dari kartu.',
}

/** The one line that stands under the field. */
export function findingSentence({ code, readings = [] }: Pick<Finding, 'code' | 'readings'>): string {
  if (readings.length === 0) return sentences[code]
  const printed = readings.map(({ document, value }) => `${documentNames[document]} ${value}`)
  return `${sentences[code]} ${printed.join(', ')}.`
}

/** Whether this finding still stops the application from being submitted. */
export function blocksSubmission(finding: Finding): boolean {
  if (finding.level === 'information') return false
  return !(finding.overridable && finding.answer !== null)
}
