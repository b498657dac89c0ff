/** One row of a code table. */
export type Option = { code: string; label: string }

/**
 * The option that somebody means who types on a closed choice: digits mean the code, letters the beginning of the
 * label, and failing that the beginning of any word in it. The same letter again and again goes through all
 * options that begin with it.
 *
 * @param typed what was typed within the last second
 * @param current the code chosen now, from which repeated letters go on
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
