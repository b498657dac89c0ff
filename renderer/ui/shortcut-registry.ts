import { isTextKeys, type KeyPress, type Keys, matchesKeys } from './shortcut.ts'

/** One key and what it does, as the `?` list and Ctrl+K show it. */
export type Shortcut = {
  keys: Keys
  /** What it does, in the clerk's words: "Ajukan ke kecamatan". */
  label: string
  run: () => void
  /** False while it may not be used; it is then neither run nor listed. Default true. */
  when?: boolean | undefined
  /** Heading in the `?` list: "Permohonan". Default: "Layar ini". */
  group?: string | undefined
  /** True when holding the key repeats it (zoom, next). A decision must never repeat. Default false. */
  repeats?: boolean | undefined
}

/**
 * All shortcuts that are valid now. Later registrations win over earlier ones with the same keys.
 * While a dialog is open its floor is higher, and what lies on the floors below is out of reach.
 */
export type ShortcutRegistry = {
  /** @returns how to take the shortcuts back. `read` is called at each use, so it may give fresh closures. */
  register(read: () => Shortcut[], depth: number): () => void
  /** Opens a floor above the others until the returned function is called. */
  openScope(depth: number): () => void
  /** What is valid now, one per keys, in the order of registration. */
  list(): Shortcut[]
  /** The shortcut that this press means, if any. `typing`: the focus is where letters are text. */
  find(press: KeyPress & { repeat: boolean }, typing: boolean): Shortcut | undefined
}

/** An empty registry. */
export function createShortcutRegistry(): ShortcutRegistry {
  const registrations = new Set<{ read: () => Shortcut[]; depth: number }>()
  const openScopes: number[] = []

  function list(): Shortcut[] {
    const top = Math.max(0, ...openScopes)
    const byKeys = new Map<string, Shortcut>()
    for (const { read, depth } of registrations) {
      if (depth < top) continue
      for (const shortcut of read())
        if (shortcut.when !== false) byKeys.set(shortcut.keys.toLowerCase(), shortcut)
    }
    return [...byKeys.values()]
  }

  return {
    register(read, depth) {
      const registration = { read, depth }
      registrations.add(registration)
      return () => registrations.delete(registration)
    },
    openScope(depth) {
      openScopes.push(depth)
      return () => openScopes.splice(openScopes.lastIndexOf(depth), 1)
    },
    list,
    find(press, typing) {
      return list().find(
        (shortcut) =>
          matchesKeys(shortcut.keys, press) &&
          !(typing && isTextKeys(shortcut.keys)) &&
          !(press.repeat && !shortcut.repeats),
      )
    },
  }
}
