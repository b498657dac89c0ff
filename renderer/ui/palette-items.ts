import type { Keys } from './shortcut.ts'

/** Item of the command palette: a screen, a command, a person or an application. */
export type PaletteItem = {
  id: string
  label: string
  /** Heading: "Perintah", "Permohonan", "Bantuan". */
  group: string
  /** Secondary text: a masked NIK, a status, a date. */
  hint?: string | undefined
  keys?: Keys | undefined
  run: () => void
}

/**
 * Items in which every word of the query is a prefix of a word of the label. All of them for an empty query.
 */
export function matchItems(items: readonly PaletteItem[], query: string): PaletteItem[] {
  const wanted = words(query)
  return items.filter((item) => {
    const has = words(item.label)
    return wanted.every((word) => has.some((other) => other.startsWith(word)))
  })
}

/** Groups items by heading, in order of first appearance. */
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
