import { z } from 'zod'

/**
 * What an account may do (SOLID-4.1). One person in a small office may hold several roles; that who submitted
 * may not approve is checked per application, not by keeping the roles apart.
 */
export const Role = z.enum(['petugas', 'verifikator', 'admin'])
export type Role = z.infer<typeof Role>

export const roleNames: Record<Role, string> = {
  petugas: 'petugas loket',
  verifikator: 'verifikator',
  admin: 'admin TI',
}
