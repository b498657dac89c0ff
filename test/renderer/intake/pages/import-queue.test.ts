import { describe, expect, it } from 'vitest'
import { createImportQueue } from '../../../../renderer/intake/pages/import-queue.ts'
import { largestFileBytes } from '../../../../shared/contract/page-calls.ts'
import { problemSentence } from '../../../../shared/problems.ts'

const file = (name: string, bytes: number[]): File => new File([new Uint8Array(bytes)], name)

/** Takes pages whose first byte is 1, knows those whose first byte is 2, refuses the rest. */
function openArrivals() {
  const taken: number[] = []
  const arrivals = createImportQueue({
    async importFile(file) {
      const [first] = new Uint8Array(await file.arrayBuffer())
      if (first === undefined || first > 2) throw new Error('refused')
      taken.push(first)
      return { added: [], alreadyThere: first === 1 ? 0 : 1, blank: [], refused: [] }
    },
    explain: () => 'Bukan gambar.',
  })
  const lines = () => arrivals.store.get().map(({ name, state }) => [name, state.step])
  return { arrivals, taken, lines }
}

describe('files on their way to the application', () => {
  it('become pages one after the other, and a refused one leaves the others as they are', async () => {
    const { arrivals, taken, lines } = openArrivals()
    await arrivals.add([file('a.jpg', [1]), file('b.txt', [9]), file('c.jpg', [1]), file('d.jpg', [2])])
    expect(taken).toEqual([1, 1, 2])
    expect(lines()).toEqual([
      ['b.txt', 'refused'],
      ['d.jpg', 'done'],
    ])
  })

  it('are refused by their size before a byte is read', async () => {
    const { arrivals } = openArrivals()
    const huge = file('huge.pdf', [1])
    Object.defineProperty(huge, 'size', { value: largestFileBytes + 1 })
    Object.defineProperty(huge, 'arrayBuffer', { value: () => expect.fail('it was read') })
    await arrivals.add([huge, file('empty.jpg', [])])
    expect(arrivals.store.get().map((arrival) => arrival.state)).toEqual([
      { step: 'refused', sentence: problemSentence({ code: 'file-too-large', data: { megabytes: 40 } }) },
      { step: 'refused', sentence: problemSentence({ code: 'file-empty', data: {} }) },
    ])
  })

  it('are not taken in once their line is taken away', async () => {
    const { arrivals, taken } = openArrivals()
    const done = arrivals.add([file('a.jpg', [1]), file('b.jpg', [1])])
    arrivals.dismiss(arrivals.store.get()[1]?.id ?? '')
    await done
    expect(taken).toEqual([1])
  })

  it('can be stopped; the one that is being read is taken in, the others are not', async () => {
    const { arrivals, taken } = openArrivals()
    const done = arrivals.add(Array.from({ length: 300 }, (_, index) => file(`${index}.jpg`, [1])))
    await expect.poll(() => taken.length).toBeGreaterThan(0)
    arrivals.cancelWaiting()
    await done
    expect(taken.length).toBeLessThan(300)
    expect(arrivals.store.get()).toEqual([])
  })

  it('keep their refusals on the screen when what was only told is closed', async () => {
    const { arrivals, lines } = openArrivals()
    await arrivals.add([file('a.txt', [9]), file('b.jpg', [2])])
    arrivals.clearNotices()
    expect(lines()).toEqual([['a.txt', 'refused']])
    arrivals.clearRefused()
    expect(lines()).toEqual([])
  })
})
