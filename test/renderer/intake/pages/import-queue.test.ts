import { describe, expect, it } from 'vitest'
import { createImportQueue } from '../../../../renderer/intake/pages/import-queue.ts'
import { largestFileBytes } from '../../../../shared/contract/page-calls.ts'
import { problemSentence } from '../../../../shared/problems.ts'

const file = (name: string, bytes: number[]): File => new File([new Uint8Array(bytes)], name)

/** Takes pages whose first byte is 1, knows those whose first byte is 2, refuses the rest. */
function openArrivals() {
  const imported: number[] = []
  const queue = createImportQueue({
    async importFile(file) {
      const [first] = new Uint8Array(await file.arrayBuffer())
      if (first === undefined || first > 2) throw new Error('refused')
      imported.push(first)
      return { added: [], alreadyThere: first === 1 ? 0 : 1, blank: [], refused: [] }
    },
    explain: () => 'Bukan gambar.',
  })
  const lines = () => queue.store.get().map(({ name, state }) => [name, state.step])
  return { queue, imported, lines }
}

describe('the import queue', () => {
  it('imports files one after the other, and continues after a refused one', async () => {
    const { queue, imported, lines } = openArrivals()
    await queue.add([file('a.jpg', [1]), file('b.txt', [9]), file('c.jpg', [1]), file('d.jpg', [2])])
    expect(imported).toEqual([1, 1, 2])
    expect(lines()).toEqual([
      ['b.txt', 'refused'],
      ['d.jpg', 'done'],
    ])
  })

  it('refuses files by size before reading them', async () => {
    const { queue } = openArrivals()
    const huge = file('huge.pdf', [1])
    Object.defineProperty(huge, 'size', { value: largestFileBytes + 1 })
    Object.defineProperty(huge, 'arrayBuffer', { value: () => expect.fail('it was read') })
    await queue.add([huge, file('empty.jpg', [])])
    expect(queue.store.get().map((item) => item.state)).toEqual([
      { step: 'refused', sentence: problemSentence({ code: 'file-too-large', data: { megabytes: 40 } }) },
      { step: 'refused', sentence: problemSentence({ code: 'file-empty', data: {} }) },
    ])
  })

  it('does not import a waiting file that was dismissed', async () => {
    const { queue, imported } = openArrivals()
    const done = queue.add([file('a.jpg', [1]), file('b.jpg', [1])])
    queue.dismiss(queue.store.get()[1]?.id ?? '')
    await done
    expect(imported).toEqual([1])
  })

  it('cancels waiting files and finishes the running one', async () => {
    const { queue, imported } = openArrivals()
    const done = queue.add(Array.from({ length: 300 }, (_, index) => file(`${index}.jpg`, [1])))
    await expect.poll(() => imported.length).toBeGreaterThan(0)
    queue.cancelWaiting()
    await done
    expect(imported.length).toBeLessThan(300)
    expect(queue.store.get()).toEqual([])
  })

  it('keeps refusals when notices are cleared', async () => {
    const { queue, lines } = openArrivals()
    await queue.add([file('a.txt', [9]), file('b.jpg', [2])])
    queue.clearNotices()
    expect(lines()).toEqual([['a.txt', 'refused']])
    queue.clearRefused()
    expect(lines()).toEqual([])
  })
})
