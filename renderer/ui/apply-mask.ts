/** One change of an input, as the browser reports it. */
export type InputChange = {
  /** Displayed text before the change. */
  before: string
  /** Text after the change. */
  text: string
  /** Caret position in `text`. */
  caret: number
  /** InputEvent.inputType: 'insertText', 'deleteContentBackward', 'insertFromPaste' ... */
  inputType: string
}

/** Input mask: how a value is displayed while it is typed. */
export type TypingMask = {
  /** Inserts the gaps. */
  show: (text: string) => string
  /** True for characters that `show` inserts and removes. */
  isGap: (character: string) => boolean
}

/**
 * Applies a mask to a change and keeps the caret next to the same character. Backspace on a gap deletes the
 * character before it, Delete on a gap the one after it: a gap was not typed, so it cannot be meant.
 */
export function applyMask(mask: TypingMask, change: InputChange): { text: string; caret: number } {
  const intended = deletesGap(mask, change) ? deleteAcrossGap(mask, change) : change
  const text = mask.show(intended.text)
  const charactersBefore = countWithout(mask, intended.text.slice(0, intended.caret))
  const isAtEnd = intended.caret >= intended.text.length
  return { text, caret: isAtEnd ? text.length : indexAfter(mask, text, charactersBefore) }
}

function deletesGap(mask: TypingMask, { before, text, inputType }: InputChange): boolean {
  return (
    inputType.startsWith('deleteContent') && text.length === before.length - 1 && mask.show(text) === before
  )
}

function deleteAcrossGap(
  mask: TypingMask,
  { before, caret, inputType }: InputChange,
): Pick<InputChange, 'text' | 'caret'> {
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

/** Index in `text` right after its `count`th character that is not a gap. */
function indexAfter(mask: TypingMask, text: string, count: number): number {
  let index = 0
  for (let left = count; left > 0 && index < text.length; index += 1) {
    if (!mask.isGap(text.charAt(index))) left -= 1
  }
  return index
}
