import type { Duplicate } from '../../../shared/contract/application-calls.ts'
import { type FieldPath, familyPlace, memberPlace } from '../../../shared/field-path.ts'
import { statusNames } from '../../../shared/status.ts'
import { navigate } from '../../lib/router.ts'
import type { FieldFinding } from '../../ui/finding-line.tsx'

const fieldOf = { nik: 'nik', 'no-kk': 'noKk', person: 'name' } as const

/** The duplicates that are told under one field: whose number or name it is. */
export function findDuplicatesAt(duplicates: readonly Duplicate[], place: FieldPath): Duplicate[] {
  return duplicates.filter(({ memberId, because }) => {
    const field = fieldOf[because]
    return (memberId === null ? familyPlace(field) : memberPlace(memberId, field)) === place
  })
}

/** Two are enough to see that there are several. */
const mostTold = 2

/** What a field says about others with the same number or name, with the way to each of them. */
export function duplicateFindings(duplicates: readonly Duplicate[]): FieldFinding[] {
  return duplicates.slice(0, mostTold).map(({ because, match }, place) => ({
    code: `duplicate-${match.applicationId}`,
    level: because === 'no-kk' ? 'information' : 'warning',
    text: `${because === 'person' ? 'Mirip' : 'Sudah ada:'} ${match.name} pada ${match.number ?? 'draf lain'}, ${statusNames[match.status].toLowerCase()}${rest(duplicates, place)}`,
    answer: {
      label: 'Buka',
      run: () => navigate({ screen: 'application', id: match.applicationId }),
      shortcut: place === 0 ? 'Alt+O' : undefined,
    },
  }))
}

function rest(duplicates: readonly Duplicate[], place: number): string {
  const more = duplicates.length - mostTold
  return place === mostTold - 1 && more > 0 ? `, dan ${more} lagi.` : '.'
}
