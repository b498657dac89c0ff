import { expect, test } from 'vitest'
import { type DraftToValidate, validateDraft } from '../../../../renderer/intake/draft/validate-draft.ts'
import { fillForm, type PageToFill } from '../../../../shared/autofill/fill-form.ts'
import type { PageReadingState } from '../../../../shared/contract/page-calls.ts'
import { emptyForm } from '../../../../shared/form.ts'
import { pageOf, reference } from '../../../shared/autofill/pages.ts'
import { ruleOf } from '../../../shared/validation/context.ts'
import { familyForm, homeVillage } from '../../../support/family.ts'
import { readKk, readKtp } from '../../../support/perfect-reading.ts'

const family = familyForm(7)
const [, mother] = family.members
if (!mother) throw new Error('a family of four')
const kk = pageOf(readKk(family))
const card = pageOf(readKtp(family.family, mother))
const { form } = fillForm(emptyForm(homeVillage), [kk], reference)

function examine(readings: PageReadingState[], before: DraftToValidate['before']) {
  return validateDraft({
    kind: 'pendaftaran',
    form,
    pages: [],
    readings,
    reference: {
      ...reference,
      villages: reference.villages.map((village) => ({ ...village, regency: 'Kota Bogor' })),
      rules: [ruleOf('pendaftaran')],
      districts: ['327103', '327106'],
      homeVillage,
    },
    openMember: undefined,
    storeFindings: [],
    before,
  })
}

const stateOf = ({ pageId, reading }: PageToFill): PageReadingState => ({
  pageId,
  reading,
  document: 'ktp',
  memberId: null,
  state: 'read',
  sameAs: null,
})

test('a page that is read changes the evidence of its own fields only', () => {
  const readings = [stateOf(kk)]
  const first = examine(readings, undefined)
  const next = examine([stateOf(kk), stateOf(card)], { ...first, form, readings })
  const changed = [...next.evidence].filter(([path, items]) => first.evidence.get(path) !== items)
  expect(changed.length).toBeGreaterThan(0)
  for (const [path, items] of changed) {
    expect(
      items.some(({ pageId }) => pageId === card.pageId),
      path,
    ).toBe(true)
    expect(items.filter(({ pageId }) => pageId === kk.pageId)).toEqual(first.evidence.get(path) ?? [])
    expect(items.filter((one) => first.evidence.get(path)?.includes(one))).toEqual(
      first.evidence.get(path) ?? [],
    )
  }
})
