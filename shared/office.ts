import { z } from 'zod'
import { centreServers } from './centre-servers.ts'

/** The office this computer stands in. */
export const Office = z.object({
  /** Kemendagri code: kelurahan 10 digits, kecamatan 6 digits. */
  code: z.string().regex(/^\d{6}(\d{4})?$/),
  name: z.string().min(1).max(100),
})
export type Office = z.infer<typeof Office>

/** An office as a packet names it; its name is empty where the directory does not know it. */
export const OtherOffice = Office.extend({ name: z.string() })
export type OtherOffice = z.infer<typeof OtherOffice>

/** How to reach the centre, as IT enters it or a file carries it. */
export const CentreSettings = z.object({
  /**
   * The server; of a cluster its servers, separated by commas and each with its own port where it has one.
   */
  host: z
    .string()
    .max(1000)
    .refine((host) => centreServers(host, 3306) !== undefined),
  port: z.int().min(1).max(65535),
  database: z.string().regex(/^[A-Za-z0-9_]{1,64}$/),
  user: z.string().min(1).max(80),
  password: z.string().min(1).max(200),
  /** PEM of the authority that signed the centre's certificate. */
  certificateAuthority: z.string().includes('-----BEGIN CERTIFICATE-----').max(100_000),
})
export type CentreSettings = z.infer<typeof CentreSettings>

export const OfficeSettings = z.object({
  /** Minutes without a key press after which the screen locks. */
  idleMinutes: z.int().min(1).max(120),
  timeZone: z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']),
})
export type OfficeSettings = z.infer<typeof OfficeSettings>

export const defaultSettings: OfficeSettings = { idleMinutes: 10, timeZone: 'Asia/Jakarta' }
