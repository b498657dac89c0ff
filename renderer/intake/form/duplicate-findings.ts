import type { Duplicate } from '../../../shared/contract/application-calls.ts'
import { type FieldPath, familyPath, memberPath } from '../../../shared/field-path.ts'
import { statusNames } from '../../../shared/status.ts'
import { navigate } from '../../lib/router.ts'
import type { FieldFinding } from '../../ui/finding-row.tsx'

const fieldOf = { nik: 'nik', 'no-kk': 'noKk', person: 'name' } as const

/** The duplicates that are shown under one field: those with the same number or name. */
export function duplicatesOfField(duplicates: readonly Duplicate[], path: FieldPath): Duplicate[] {
  return duplicates.filter(({ memberId, because }) => {
    const field = fieldOf[because]
    return (memberId === null ? familyPath(field) : memberPath(memberId, field)) === path
  })
}

/** Shown duplicates; two are enough to see that there are several. */
const maxShown = 2

/** Duplicates as findings of a field, each with a link to the other application. */
export function duplicateFindings(duplicates: readonly Duplicate[]): FieldFinding[] {
  return duplicates.slice(0, maxShown).map(({ because, match }, index) => ({
    code: `duplicate-${match.applicationId}`,
    level: because === 'no-kk' ? 'information' : 'warning',
    text: `${because === 'person' ? 'Mirip' : 'Sudah ada:'} ${match.name} pada ${match.number ?? 'draf lain'}, ${statusNames[match.status].toLowerCase()}${sentenceEnd(duplicates, index)}`,
    answer: {
      label: 'Buka',
      run: () => navigate({ screen: 'application', id: match.applicationId }),
      shortcut: index === 0 ? 'Alt+O' : undefined,
    },
  }))
}

function sentenceEnd(duplicates: readonly Duplicate[], index: number): string {
  const more = duplicates.length - maxShown
  return index === maxShown - 1 && more > 0 ? `, dan ${more} lagi.` : '.'
}
