import { isTextKeys, type KeyPress, type Keys, matchesKeys } from './shortcut.ts'

/** A shortcut, as the `?` list and the command palette show it. */
export type Shortcut = {
  keys: Keys
  /** The action as a verb: "Ajukan ke kecamatan". */
  label: string
  run: () => void
  /** False disables it and hides it from the lists. Default true. */
  when?: boolean | undefined
  /** Heading in the `?` list: "Permohonan". Default: "Layar ini". */
  group?: string | undefined
  /** Runs again on key repeat (zoom, next). A decision must not. Default false. */
  repeats?: boolean | undefined
}

/**
 * Registry of active shortcuts. A later registration overrides an earlier one with the same keys. Scopes nest
 * by depth: while a dialog's scope is open, only its shortcuts are active.
 */
export type ShortcutRegistry = {
  /** @returns unregister. `read` is called at each use, so it may return new closures. */
  register(read: () => Shortcut[], depth: number): () => void
  /** Opens a scope until the returned function is called. */
  openScope(depth: number): () => void
  /** Active shortcuts, one per keys, in order of registration. */
  list(): Shortcut[]
  /** The shortcut of a key press, if any. `typing`: the focus is in a text input. */
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
