import type { Appearance } from '../ui/appearance.ts'

/** Options of the theme field. */
export const themes: readonly { code: Appearance['theme']; label: string; description?: string }[] = [
  {
    code: 'system',
    label: 'Ikuti komputer',
    description: 'Terang, gelap, atau kontras menurut pengaturan komputer.',
  },
  { code: 'light', label: 'Terang' },
  { code: 'dark', label: 'Gelap' },
  { code: 'contrast', label: 'Kontras tinggi', description: 'Garis tebal, warna tegas.' },
]
