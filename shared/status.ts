import { z } from 'zod'

/** Where an application stands at this office (domain.md section 5, as far as this office carries it). */
export const ApplicationStatus = z.enum([
  'draf',
  'diajukan',
  'dikembalikan',
  'disetujui',
  'ditolak',
  'dibatalkan',
])
export type ApplicationStatus = z.infer<typeof ApplicationStatus>

export const statusNames: Record<ApplicationStatus, string> = {
  draf: 'Draf',
  diajukan: 'Diajukan',
  dikembalikan: 'Dikembalikan',
  disetujui: 'Disetujui',
  ditolak: 'Ditolak',
  dibatalkan: 'Dibatalkan',
}

/** The clerk may type in it: it has not been submitted, or it came back. */
export function isOpen(status: ApplicationStatus): boolean {
  return status === 'draf' || status === 'dikembalikan'
}

/**
 * It may still come back: what was read from its pages, and the files that they came in, are kept until then.
 */
export function isUndecided(status: ApplicationStatus): boolean {
  return isOpen(status) || status === 'diajukan'
}

/** What a verifier decides; a reason is asked for every outcome but approval (SOLID-2.2c). */
export const Outcome = z.enum(['setuju', 'kembalikan', 'tolak'])
export type Outcome = z.infer<typeof Outcome>

export const outcomeNames: Record<Outcome, string> = {
  setuju: 'Setuju',
  kembalikan: 'Kembalikan',
  tolak: 'Tolak',
}

export const statusAfter: Record<Outcome, ApplicationStatus> = {
  setuju: 'disetujui',
  kembalikan: 'dikembalikan',
  tolak: 'ditolak',
}

/**
 * How an approved record stands with the centre. Our side and the centre's are two facts (MOSIP's lesson):
 * `pending` nobody has answered yet, `delivered` the centre has all of it, `refused` the centre refused it.
 */
export const DeliveryState = z.enum(['pending', 'delivered', 'refused'])
export type DeliveryState = z.infer<typeof DeliveryState>
