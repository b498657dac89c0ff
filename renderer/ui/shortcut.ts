/**
 * Keys as written on the buttons: `F10`, `Ctrl+K`, `Ctrl+Shift+S`, `Alt+1`, `Esc`, `Enter`, `S`, `?`. A
 * letter matches with or without Shift; a character such as `?` or `+` matches however the keyboard layout
 * produces it.
 */
export type Keys = string

/** The part of a KeyboardEvent that shortcuts are matched by. */
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

/** Splits written keys; a `+` at the end is the plus key itself. */
export function keyParts(keys: Keys): string[] {
  if (keys === '+') return ['+']
  return keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+')
}

/** Whether a key press matches `keys`. */
export function matchesKeys(keys: Keys, press: KeyPress): boolean {
  const parts = keyParts(keys).map((part) => part.toLowerCase())
  const name = parts.at(-1) ?? ''
  const wanted = keyAliases[name] ?? name
  const pressed = parts.slice(0, -1)
  if (press.metaKey || pressed.some((part) => !modifiers.includes(part))) return false
  if (press.key.toLowerCase() !== wanted) return false
  if (press.ctrlKey !== pressed.includes('ctrl') || press.altKey !== pressed.includes('alt')) return false
  // A character may need Shift on this layout, and a letter may come with Caps Lock.
  return isCharacter(wanted) && pressed.length === 0 ? true : press.shiftKey === pressed.includes('shift')
}

/**
 * Whether the keys produce text: letters, digits, punctuation, with or without Shift. They are inactive in
 * text inputs.
 */
export function isTextKeys(keys: Keys): boolean {
  const parts = keyParts(keys)
  return isCharacter(parts.at(-1) ?? '') && parts.slice(0, -1).every((part) => part.toLowerCase() === 'shift')
}

/** Keys in the syntax of `aria-keyshortcuts`: `Control+K`. */
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
