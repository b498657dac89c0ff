import { z } from 'zod'
import { DocumentKind } from './form.ts'

/**
 * What each kind of application asks for. The regulations differ (SOLID 12(3), SPJ, SKA 5(2), reactivation
 * letters: domain.md 0.3), so this is configuration that an office may change; resources/reference/
 * application-kinds.json is what it starts with.
 */
export const ApplicationKind = z.enum(['pendaftaran', 'reaktivasi', 'bayi', 'perubahan', 'penghentian'])
export type ApplicationKind = z.infer<typeof ApplicationKind>

export const kindNames: Record<ApplicationKind, string> = {
  pendaftaran: 'Pendaftaran',
  reaktivasi: 'Reaktivasi',
  bayi: 'Bayi baru lahir',
  perubahan: 'Perubahan data',
  penghentian: 'Penghentian',
}

export const DocumentRequirement = z.object({
  document: DocumentKind,
  /** Pages of this kind that must be there; 0 where the document is only welcome. */
  minimumPages: z.int().min(0).max(20),
  /** Whether the letter's number and date must be typed as well. */
  letterDetails: z.boolean(),
})
export type DocumentRequirement = z.infer<typeof DocumentRequirement>

export const ApplicationKindRule = z.object({
  kind: ApplicationKind,
  documents: z.array(DocumentRequirement),
  /** False only for babies: before their biodata is recorded they have no NIK (domain.md section 1). */
  nikRequired: z.boolean(),
  /** The rule this follows, shown in the settings. */
  source: z.string(),
})
export type ApplicationKindRule = z.infer<typeof ApplicationKindRule>

export const ApplicationKindRules = z.array(ApplicationKindRule)
