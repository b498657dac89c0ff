import type { CentreSettings, Office } from '../../../shared/office.ts'

/** Invented: an office and its way to a centre that is nowhere. */
export const sempur: Office = { code: '3271031006', name: 'Kelurahan Sempur' }

export const asCentre: CentreSettings = {
  host: 'pusat.invalid',
  port: 3306,
  database: 'solid_loket',
  user: 'loket_3271031006',
  password: 'never a real password',
  certificateAuthority: '-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----',
}
