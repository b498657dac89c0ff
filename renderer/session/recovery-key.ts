/** One group of a recovery key, with the number under which the sheet shows it. */
export interface KeyGroup {
  number: number
  letters: string
}

/** The groups of a recovery key as it is written on paper. */
export function keyGroups(recoveryKey: string): KeyGroup[] {
  return recoveryKey
    .split(/[\s-]+/)
    .filter((letters) => letters !== '')
    .map((letters, index) => ({ number: index + 1, letters }))
}

/** Whether somebody typed this group, whatever case and gaps they used. */
export function matchesGroup(typed: string, group: KeyGroup): boolean {
  return typed.replace(/[\s-]/g, '').toUpperCase() === group.letters.toUpperCase()
}

/** One of the groups, to ask for. */
export function randomGroup(groups: readonly KeyGroup[]): KeyGroup {
  return groups[Math.floor(Math.random() * groups.length)] ?? { number: 1, letters: '' }
}
