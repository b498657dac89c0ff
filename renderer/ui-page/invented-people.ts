/** Invented people for the page of components. No real person has these numbers. */
export type InventedCase = { id: string; name: string; nik: string; kind: string; at: string }

const names = [
  'Ahmad Fauzi',
  'Fajar Darmawan',
  'Sri Wahyuni',
  'Dewi Lestari',
  'Rina Marlina',
  'Asep Suryana',
  'Yanti',
]
const kinds = ['Pendaftaran', 'Reaktivasi', 'Bayi', 'Perubahan']

/** `count` invented cases, always the same ones. */
export function inventCases(count: number): InventedCase[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `kasus-${index}`,
    name: names[index % names.length] ?? '',
    nik: `327103${String(10 + (index % 19))}0290${String(index + 1).padStart(4, '0')}`,
    kind: kinds[index % kinds.length] ?? '',
    at: `08.${String(index % 60).padStart(2, '0')}`,
  }))
}
