/** One group of a recovery key with its number on the sheet. */
export interface KeyGroup {
  number: number
  letters: string
}

/** Splits a recovery key into its groups. */
export function keyGroups(recoveryKey: string): KeyGroup[] {
  return recoveryKey
    .split(/[\s-]+/)
    .filter((letters) => letters !== '')
    .map((letters, index) => ({ number: index + 1, letters }))
}

/** Whether the typed text is this group; ignores case, spaces and dashes. */
export function matchesGroup(typed: string, group: KeyGroup): boolean {
  return typed.replace(/[\s-]/g, '').toUpperCase() === group.letters.toUpperCase()
}

/** A random group to ask for. */
export function randomGroup(groups: readonly KeyGroup[]): KeyGroup {
  return groups[Math.floor(Math.random() * groups.length)] ?? { number: 1, letters: '' }
}
