/** One row of a code table. */
export type Option = { code: string; label: string }

/**
 * Typeahead: digits match the code, letters the start of the label, or else of any word in it. Repeating one
 * letter cycles through the options that start with it.
 *
 * @param typed what was typed within the last second
 * @param current the chosen code, where cycling starts
 */
export function findTyped(options: readonly Option[], typed: string, current: string): Option | undefined {
  if (typed === '') return undefined
  const text = typed.toLowerCase()
  const exact = options.find((option) => option.code === text)
  if (exact) return exact
  if (/^\d+$/.test(text))
    return options.find((option) => withoutZeros(option.code).startsWith(withoutZeros(text)))
  const start = options.findIndex((option) => option.code === current)
  const isRepeated = [...text].every((letter) => letter === text[0])
  if (isRepeated) {
    const rotated = [...options.slice(start + 1), ...options.slice(0, start + 1)]
    const next = rotated.find((option) => option.label.toLowerCase().startsWith(text.charAt(0)))
    if (next) return next
  }
  return (
    options.find((option) => option.label.toLowerCase().startsWith(text)) ??
    options.find((option) =>
      option.label
        .toLowerCase()
        .split(/[\s/(]+/)
        .some((word) => word.startsWith(text)),
    )
  )
}

function withoutZeros(code: string): string {
  return code.replace(/^0+(?=.)/, '')
}
