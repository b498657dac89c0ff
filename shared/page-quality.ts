import { z } from 'zod'
import { Area } from './area.ts'

/** What can be wrong with the picture of a page, and be put right by taking it again. */
export const QualityCode = z.enum([
  'page-blurred',
  'page-dark',
  'page-bright',
  'page-glare',
  'page-coarse',
  'page-cut',
  'page-blank',
])
export type QualityCode = z.infer<typeof QualityCode>

/**
 * What was measured on the page, the more the better unless it says otherwise; shown to IT to judge a
 * scanner.
 */
export const QualityMeasures = z.object({
  /**
   * The part of the contrast of the print that lies within an eighth of a millimetre: 0.4 and more is sharp.
   */
  sharpness: z.number(),
  /** Brightness of the paper, 0 black to 1 white. */
  brightness: z.number(),
  /** Difference of paper and print, 0 to 1. */
  contrast: z.number(),
  /** Part of the page that is burnt out where print should be; less is better. */
  glare: z.number(),
  /** Dots per inch that the size of the card or sheet gives; 0 where nothing tells its size. */
  dotsPerInch: z.number(),
  /** Part of the page that lies outside the picture; less is better. */
  cut: z.number(),
  /** Part of the page that is print: next to none on a blank page. */
  ink: z.number(),
})
export type QualityMeasures = z.infer<typeof QualityMeasures>

export const QualityFinding = z.object({
  code: QualityCode,
  /** A refused page is not stored; a warned one is, and says so. */
  level: z.enum(['refusal', 'warning']),
  /** Where on the page, or null where it is all of it. */
  area: Area.nullable(),
})
export type QualityFinding = z.infer<typeof QualityFinding>

export const PageQuality = z.object({ measures: QualityMeasures, findings: z.array(QualityFinding) })
export type PageQuality = z.infer<typeof PageQuality>

/** Nothing is printed on it: it is put aside, not refused. */
export const isBlank = (quality: PageQuality | null): boolean =>
  quality?.findings.some(({ code }) => code === 'page-blank') ?? false

const Limit = z.object({ refusal: z.number(), warning: z.number() })

/**
 * From where on a measure warns and refuses. Below for what is the better the more, above for glare and cut.
 */
export const QualityThresholds = z.object({
  sharpness: Limit,
  brightness: Limit,
  /** If the print is brighter than this, brightness less contrast, it is burnt out. */
  brightest: Limit,
  contrast: Limit,
  glare: Limit,
  dotsPerInch: Limit,
  cut: Limit,
  /** Less ink than this is a blank page. */
  ink: z.number(),
})
export type QualityThresholds = z.infer<typeof QualityThresholds>

/**
 * Defaults until IT has set others: measured on pictures of cards and sheets by scanner and phone, of which
 * the bad ones lie beyond the refusals and the good ones within the warnings.
 */
export const defaultQualityThresholds: QualityThresholds = {
  sharpness: { refusal: 0.28, warning: 0.32 },
  brightness: { refusal: 0.25, warning: 0.4 },
  brightest: { refusal: 0.72, warning: 0.62 },
  contrast: { refusal: 0.19, warning: 0.28 },
  glare: { refusal: 0.03, warning: 0.008 },
  dotsPerInch: { refusal: 110, warning: 150 },
  cut: { refusal: 0.1, warning: 0.03 },
  ink: 0.004,
}

/** What is wrong, where the page is refused and where it is only warned of, and what puts it right. */
const sentences: Record<QualityCode, { refusal: string; warning: string; remedy: string }> = {
  'page-blurred': {
    refusal: 'Terlalu buram',
    warning: 'Agak buram',
    remedy: 'Bersihkan kaca atau lensa, letakkan rata, pindai lagi.',
  },
  'page-dark': {
    refusal: 'Terlalu gelap',
    warning: 'Agak gelap',
    remedy: 'Tambah cahaya atau naikkan kecerahan pemindai, pindai lagi.',
  },
  'page-bright': {
    refusal: 'Terlalu terang, tulisan hilang',
    warning: 'Agak terang, tulisan pudar',
    remedy: 'Kurangi cahaya atau turunkan kecerahan pemindai, pindai lagi.',
  },
  'page-glare': {
    refusal: 'Pantulan cahaya menutupi tulisan',
    warning: 'Ada pantulan cahaya',
    remedy: 'Matikan lampu kilat, jauhkan dari lampu, ambil lagi.',
  },
  'page-coarse': {
    refusal: 'Terlalu kasar untuk dibaca',
    warning: 'Agak kasar',
    remedy: 'Pindai dengan 300 dpi, atau potret lebih dekat.',
  },
  'page-cut': {
    refusal: 'Tepi lembar terpotong',
    warning: 'Tepi lembar mungkin terpotong',
    remedy: 'Pastikan keempat sudutnya terlihat, pindai lagi.',
  },
  'page-blank': {
    refusal: 'Halaman kosong',
    warning: 'Hampir kosong',
    remedy: 'Periksa apakah lembarnya terbalik, pindai lagi.',
  },
}

/**
 * What is wrong with a page and what to do, in Indonesian: "Terlalu buram di bagian ini. Bersihkan kaca ...".
 *
 * @param area "di bagian ini" needs a picture beside the sentence on which the area is marked
 */
export function qualitySentence({ code, level, area }: QualityFinding): string {
  const { remedy, ...wrong } = sentences[code]
  const where = area ? ' di bagian ini' : ''
  // A warned page is stored, and may well be good enough.
  return level === 'refusal'
    ? `${wrong.refusal}${where}. ${remedy}`
    : `${wrong.warning}${where}. Bila sulit dibaca: ${lowerFirst(remedy)}`
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)
