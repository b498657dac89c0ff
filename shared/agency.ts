import { z } from 'zod'

/** Agencies that read the registry at the centre for a task of their own. */
export const AgencyKind = z.enum(['dinsos', 'dinkes', 'disdukcapil', 'bpjs'])
export type AgencyKind = z.infer<typeof AgencyKind>
