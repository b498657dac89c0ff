/** What the browser says about one change in an input. */
export type Typing = {
  /** What stood there, as shown. */
  before: string
  /** What the browser made of it. */
  text: string
  /** Where the caret is now, counted in `text`. */
  caret: number
  /** InputEvent.inputType: 'insertText', 'deleteContentBackward', 'insertFromPaste' ... */
  inputType: string
}

/** How a value is shown while it is typed. */
export type TypingMask = {
  /** Puts the gaps where they belong. */
  show: (text: string) => string
  /** True for the characters that `show` puts in and takes out. */
  isGap: (character: string) => boolean
}

/**
 * Shows what was typed with its gaps, and keeps the caret beside the character it was beside.
 * Backspace on a gap takes the character before it, Delete on a gap the one after it: a gap is not typed, so
 * it cannot be what the person wants to delete.
 */
export function applyMask(mask: TypingMask, typing: Typing): { text: string; caret: number } {
  const meant = deletesGap(mask, typing) ? deleteAcrossGap(mask, typing) : typing
  const text = mask.show(meant.text)
  const behind = countWithout(mask, meant.text.slice(0, meant.caret))
  const isAtEnd = meant.caret >= meant.text.length
  return { text, caret: isAtEnd ? text.length : placeAfter(mask, text, behind) }
}

function deletesGap(mask: TypingMask, { before, text, inputType }: Typing): boolean {
  return (
    inputType.startsWith('deleteContent') && text.length === before.length - 1 && mask.show(text) === before
  )
}

function deleteAcrossGap(
  mask: TypingMask,
  { before, caret, inputType }: Typing,
): Pick<Typing, 'text' | 'caret'> {
  // The caret stands where the gap was.
  if (inputType === 'deleteContentForward') {
    let next = caret
    while (next < before.length && mask.isGap(before.charAt(next))) next += 1
    return { text: before.slice(0, next) + before.slice(next + 1), caret }
  }
  let last = caret - 1
  while (last > 0 && mask.isGap(before.charAt(last))) last -= 1
  return { text: before.slice(0, Math.max(last, 0)) + before.slice(last + 1), caret: Math.max(last, 0) }
}

function countWithout(mask: TypingMask, text: string): number {
  return [...text].filter((character) => !mask.isGap(character)).length
}

/** The place in `text` right behind its `count`th character that is not a gap. */
function placeAfter(mask: TypingMask, text: string, count: number): number {
  let place = 0
  for (let left = count; left > 0 && place < text.length; place += 1) {
    if (!mask.isGap(text.charAt(place))) left -= 1
  }
  return place
}
