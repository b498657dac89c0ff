import type { ApplicationForm } from '../../shared/form.ts'

/** An invented family: what its cards say, in the form in which a clerk types it. */
export interface SpecimenFamily {
  /** From 1, within one call. */
  number: number
  form: ApplicationForm
  /** The day on which the Kartu Keluarga was issued, DD-MM-YYYY. */
  issuedOn: string
  /** What does not agree in this family on purpose; empty unless asked for. */
  disagreements: Disagreement[]
}

/**
 * The first four are findings of shared/examination; the last two are people met in another family as well.
 */
export const disagreementKinds = [
  'nik-birth-date-differs',
  'family-elsewhere',
  'nik-sex-differs',
  'person-elsewhere',
  'nik-district-unknown',
  'head-name-differs',
] as const

export interface Disagreement {
  kind: (typeof disagreementKinds)[number]
  /** Null where it concerns the family. */
  memberId: string | null
  /** The earlier family with the same people, for the kinds that end in `elsewhere`. */
  otherNumber: number | null
}
