import { describe, expect, it } from 'vitest'
import { initialPages } from '../../../renderer/verification/case-pages.ts'
import type { Page } from '../../../shared/contract/application-calls.ts'
import type { DocumentKind } from '../../../shared/form.ts'
import { familyOf, father, memberId, mother } from '../intake/family.ts'

const page = (id: string, document: DocumentKind, owner: string | null = null): Page => ({
  id,
  document,
  memberId: owner,
  position: 0,
  width: 2400,
  height: 1700,
  byteLength: 200_000,
  scan: id,
  quality: null,
  corners: null,
})
const form = familyOf(father, mother)
const ids = (pages: Page[]) => initialPages(pages, form).map(({ id }) => id)

describe('initialPages', () => {
  it('are the KK and the KTP of the head', () => {
    const pages = [page('a', 'ktp', memberId(2)), page('b', 'ktp', memberId(1)), page('c', 'kk')]
    expect(ids(pages)).toEqual(['c', 'b'])
  })

  it('are the existing pages where KK or KTP is missing', () => {
    expect(ids([page('a', 'kk'), page('b', 'surat-lahir')])).toEqual(['a', 'b'])
    expect(ids([page('a', 'sktm')])).toEqual(['a'])
    expect(ids([])).toEqual([])
  })
})
