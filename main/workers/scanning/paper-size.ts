import type { PaperSize } from '../../../shared/scanning.ts'

/** Width and height in millimetres; A6 lies across, as a card does. */
export const paperMillimetres: Record<PaperSize, { width: number; height: number }> = {
  a4: { width: 210, height: 297 },
  f4: { width: 215, height: 330 },
  a6: { width: 148, height: 105 },
}
