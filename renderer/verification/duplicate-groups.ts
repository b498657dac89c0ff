import type { Duplicate } from '../../shared/contract/application-calls.ts'

/** All duplicates in one other application. */
export interface DuplicateGroup {
  readonly applicationId: string
  readonly duplicates: readonly [Duplicate, ...Duplicate[]]
}

/** Groups duplicates by application: a family that applied twice is one comparison. */
export function groupDuplicates(duplicates: readonly Duplicate[]): DuplicateGroup[] {
  const groups = new Map<string, [Duplicate, ...Duplicate[]]>()
  for (const duplicate of duplicates) {
    const known = groups.get(duplicate.match.applicationId)
    if (known) known.push(duplicate)
    else groups.set(duplicate.match.applicationId, [duplicate])
  }
  return [...groups].map(([applicationId, group]) => ({ applicationId, duplicates: group }))
}

/** `5 NIK dan No. KK yang sama`, `1 nama dan tanggal lahir yang sama`. */
export function groupSentence({ duplicates }: DuplicateGroup): string {
  const count = (because: Duplicate['because']) =>
    duplicates.filter((duplicate) => duplicate.because === because).length
  const parts = [
    count('nik') > 0 && `${count('nik')} NIK`,
    count('no-kk') > 0 && 'No. KK',
    count('person') > 0 && `${count('person')} nama dan tanggal lahir`,
  ].filter((part) => part !== false)
  return `${parts.join(' dan ')} yang sama`
}
