import { describe, expect, it } from 'vitest'
import {
  finishedItem,
  type ImportItem,
  itemsFromScans,
  summariseImports,
  withoutNotices,
} from '../../../../renderer/intake/pages/import-item.ts'
import type { Page } from '../../../../shared/contract/application-calls.ts'
import type { AddedPages } from '../../../../shared/contract/page-calls.ts'
import type { ScanImport } from '../../../../shared/contract/scanning-calls.ts'
import { problemSentence } from '../../../../shared/problems.ts'

const page: Page = {
  id: '00000000-0000-4000-8000-000000000001',
  document: 'ktp',
  memberId: null,
  position: 1,
  width: 1000,
  height: 630,
  byteLength: 100_000,
  scan: 'aa',
  quality: null,
  corners: null,
}
const nothing: AddedPages = { added: [], alreadyThere: 0, blank: [], refused: [] }
const blurred = { code: 'page-blurred', area: null, picture: new Uint8Array([1]) } as const

const done = (id: string, result: Partial<AddedPages>): ScanImport => ({
  id,
  name: `${id}.jpg`,
  state: { step: 'done', result: { ...nothing, ...result } },
})

describe('import items', () => {
  it('are undefined where all pages were imported', () => {
    expect(finishedItem('a', 'a.jpg', { ...nothing, added: [page] })).toBeUndefined()
    expect(finishedItem('a', 'a.jpg', { ...nothing, added: [page], blank: [page] })).toBeDefined()
  })

  it('have a sentence where the file was refused as a whole', () => {
    const problem = { code: 'pdf-password', data: {} } as const
    const [line] = itemsFromScans([], [{ id: 'a', name: 'a.pdf', state: { step: 'refused', problem } }])
    expect(line?.state).toEqual({ step: 'refused', sentence: problemSentence(problem) })
  })

  it('stay the same object while their step is unchanged, and lose their notices once dismissed', () => {
    const first = itemsFromScans([], [done('a', { refused: [blurred], alreadyThere: 2 })])
    const again = itemsFromScans(first, [done('a', { refused: [blurred], alreadyThere: 2 })])
    expect(again[0]).toBe(first[0])
    const heard = withoutNotices(again)
    expect(
      summariseImports(itemsFromScans(heard, [done('a', { refused: [blurred], alreadyThere: 2 })])),
    ).toEqual({
      waiting: 0,
      reading: [],
      alreadyThere: 0,
      blank: [],
      refused: heard,
      more: 0,
    })
  })

  it('are summarised over the sheets of a feeder, each its own import', () => {
    const sheets = itemsFromScans(
      [],
      [
        done('a', { blank: [page] }),
        done('b', { added: [page] }),
        done('c', { blank: [page], alreadyThere: 1 }),
      ],
    )
    expect(summariseImports(sheets)).toMatchObject({ blank: [page, page], alreadyThere: 1, refused: [] })
    expect(withoutNotices(sheets)).toEqual([])
  })

  it('are limited to a readable number of refusals', () => {
    const refused = Array.from(
      { length: 300 },
      (_, index): ImportItem => ({
        id: String(index),
        name: `${index}.txt`,
        state: { step: 'refused', sentence: 'Bukan gambar.' },
      }),
    )
    const summary = summariseImports(refused)
    expect(summary.refused).toEqual(refused.slice(0, summary.refused.length))
    expect(summary.refused.length).toBeLessThan(20)
    expect(summary.more).toBe(300 - summary.refused.length)
  })
})
