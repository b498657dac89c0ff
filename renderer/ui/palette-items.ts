import type { Keys } from './shortcut.ts'

/** One line of Ctrl+K: a place to go, a thing to do, a person or application found. */
export type PaletteItem = {
  id: string
  label: string
  /** Heading: "Perintah", "Permohonan", "Bantuan". */
  group: string
  /** What stands at the right: a masked NIK, a status, a date. */
  hint?: string | undefined
  keys?: Keys | undefined
  run: () => void
}

/** The items in which every word of the query begins a word of the label. All of them for an empty query. */
export function matchItems(items: readonly PaletteItem[], query: string): PaletteItem[] {
  const wanted = words(query)
  return items.filter((item) => {
    const has = words(item.label)
    return wanted.every((word) => has.some((other) => other.startsWith(word)))
  })
}

/** Items under their headings, in the order in which each heading first appears. */
export function groupItems(items: readonly PaletteItem[]): { group: string; items: PaletteItem[] }[] {
  const groups = new Map<string, PaletteItem[]>()
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item])
  return [...groups].map(([group, members]) => ({ group, items: members }))
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
