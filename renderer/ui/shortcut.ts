/**
 * Keys as they are written on the buttons: `F10`, `Ctrl+K`, `Ctrl+Shift+S`, `Alt+1`, `Esc`, `Enter`, `S`, `?`.
 * A letter means the key of that letter, with or without Shift; a sign (`?`, `+`) means whatever keys make it.
 */
export type Keys = string

/** What of a KeyboardEvent decides whether it is a shortcut. */
export type KeyPress = {
  key: string
  ctrlKey: boolean
  altKey: boolean
  shiftKey: boolean
  metaKey: boolean
}

const keyAliases: Record<string, string> = {
  esc: 'escape',
  del: 'delete',
  spasi: ' ',
  '←': 'arrowleft',
  '→': 'arrowright',
  '↑': 'arrowup',
  '↓': 'arrowdown',
}

const modifiers = ['ctrl', 'alt', 'shift']

/** The parts of written keys; a `+` at the end is the plus key itself. */
export function keyParts(keys: Keys): string[] {
  if (keys === '+') return ['+']
  return keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+')
}

/** True when this press is the one that `keys` describes. */
export function matchesKeys(keys: Keys, press: KeyPress): boolean {
  const parts = keyParts(keys).map((part) => part.toLowerCase())
  const name = parts.at(-1) ?? ''
  const wanted = keyAliases[name] ?? name
  const pressed = parts.slice(0, -1)
  if (press.metaKey || pressed.some((part) => !modifiers.includes(part))) return false
  if (press.key.toLowerCase() !== wanted) return false
  if (press.ctrlKey !== pressed.includes('ctrl') || press.altKey !== pressed.includes('alt')) return false
  // A sign already says which keys make it on this keyboard, and a letter may come with Caps Lock or Shift.
  return isCharacter(wanted) && pressed.length === 0 ? true : press.shiftKey === pressed.includes('shift')
}

/**
 * True for keys that are also text: letters, digits, signs, with or without Shift. They are left alone while
 * somebody types.
 */
export function isTextKeys(keys: Keys): boolean {
  const parts = keyParts(keys)
  return isCharacter(parts.at(-1) ?? '') && parts.slice(0, -1).every((part) => part.toLowerCase() === 'shift')
}

/** The same keys as `aria-keyshortcuts` writes them: `Control+K`. */
export function ariaKeys(keys: Keys): string {
  const names: Record<string, string> = {
    ctrl: 'Control',
    esc: 'Escape',
    del: 'Delete',
    spasi: 'Space',
    '+': 'plus',
  }
  return keyParts(keys)
    .map((part) => names[part.toLowerCase()] ?? part)
    .join('+')
}

function isCharacter(name: string): boolean {
  return name.length === 1
}
