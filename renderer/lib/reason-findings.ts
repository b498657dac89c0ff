import type { FieldFinding } from '../ui/finding-row.tsx'

/** The finding of a reason field that is empty although submission was tried. */
export function reasonFindings(reason: string, submitAttempted: boolean): FieldFinding[] {
  if (!submitAttempted || reason.trim() !== '') return []
  return [{ code: 'reason-missing', level: 'error', text: 'Pilih atau tulis alasannya dahulu.' }]
}
