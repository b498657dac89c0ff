import type { PageToFill } from '../../../shared/autofill/fill-form.ts'
import type { AutofillReference } from '../../../shared/autofill/form-values.ts'
import type { PageReading, ReadValue } from '../../../shared/reading.ts'
import { homeVillage } from '../../support/family.ts'
import { today } from '../arbitraries.ts'

export const reference: AutofillReference = {
  today,
  villages: [
    { code: homeVillage, name: 'Sempur', district: 'Bogor Tengah' },
    { code: '3271061001', name: 'Kedung Badak', district: 'Tanah Sareal' },
  ],
}

export const pageOf = (reading: PageReading, scan = 'a'): PageToFill => ({
  pageId: crypto.randomUUID(),
  scan,
  reading,
})

/** The fields with some of them read otherwise: another value, less sure, or not at all. */
export function misread<Fields extends Partial<Record<string, ReadValue>>>(
  fields: Fields,
  changes: { [Field in keyof Fields]?: Partial<ReadValue> | null },
): Fields {
  const changed = { ...fields }
  for (const field in changes) {
    const change = changes[field]
    const before = changed[field]
    if (change === null) delete changed[field]
    else if (before) changed[field] = { ...before, ...change }
  }
  return changed
}
