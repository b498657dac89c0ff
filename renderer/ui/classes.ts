/**
 * Joins class names and leaves out what is absent.
 *
 * @example classes(styles.button, isWide && styles.wide)
 */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
