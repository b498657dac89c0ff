import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSaveQueue, type SaveState } from '../../../../renderer/intake/draft/save-queue.ts'

/** A save queue whose saves the test resolves. */
function openQueue() {
  let typed = ''
  const saved: string[] = []
  const states: SaveState['state'][] = []
  const reported: SaveState[] = []
  const waiting: { text: string; finish: (error?: Error) => void }[] = []
  const queue = createSaveQueue<string>({
    read: () => typed,
    save: (text) =>
      new Promise((resolve, reject) => {
        waiting.push({
          text,
          finish: (error) => {
            if (error) return reject(error)
            saved.push(text)
            resolve()
          },
        })
      }),
    isConflict: (error) => error instanceof Error && error.message === 'conflict',
    onChange(saving) {
      states.push(saving.state)
      reported.push(saving)
    },
  })
  return {
    queue,
    saved,
    states,
    reported,
    waiting,
    type(text: string) {
      typed = text
      queue.markDirty()
    },
    /** Lets the oldest save end. */
    async finish(error?: Error) {
      waiting.shift()?.finish(error)
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

describe('the save queue', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('reports the same state object for every key of a word', () => {
    const { reported, type } = openQueue()
    type('a')
    type('ab')
    expect(reported[1]).toBe(reported[0])
  })

  it('debounces by 800 ms', async () => {
    const { type, waiting } = openQueue()
    type('a')
    await vi.advanceTimersByTimeAsync(700)
    type('ab')
    await vi.advanceTimersByTimeAsync(799)
    expect(waiting).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(waiting.map((save) => save.text)).toEqual(['ab'])
  })

  it('saves changes made during a save right after it, never two at a time', async () => {
    const { type, waiting, finish, saved, queue } = openQueue()
    type('a')
    void queue.flush()
    type('ab')
    void queue.flush()
    type('abc')
    expect(waiting).toHaveLength(1)
    await finish()
    expect(waiting.map((save) => save.text)).toEqual(['abc'])
    await finish()
    expect(saved).toEqual(['a', 'abc'])
    expect(queue.isSaved()).toBe(true)
  })

  it('resolves flush only when everything is saved', async () => {
    const { type, finish, queue } = openQueue()
    let isDone = false
    type('a')
    void queue.flush().then(() => {
      isDone = true
    })
    type('ab')
    await finish()
    expect(isDone).toBe(false)
    await finish()
    expect(isDone).toBe(true)
  })

  it('keeps and retries what could not be saved', async () => {
    const { type, finish, queue, states, saved } = openQueue()
    type('a')
    void queue.flush()
    await finish(new Error('disk full'))
    expect(states.at(-1)).toBe('failed')
    expect(queue.isSaved()).toBe(false)
    await vi.advanceTimersByTimeAsync(5_000)
    await finish()
    expect(saved).toEqual(['a'])
    expect(states.at(-1)).toBe('saved')
  })

  it('stops on a conflict until it is resolved', async () => {
    const { type, finish, queue, states, waiting, saved } = openQueue()
    type('a')
    void queue.flush()
    await finish(new Error('conflict'))
    expect(states.at(-1)).toBe('conflict')
    type('ab')
    await queue.flush()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(waiting).toHaveLength(0)
    queue.resolveConflict(true)
    await finish()
    expect(saved).toEqual(['ab'])
  })

  it('drops changes where the resolved conflict leaves nothing to save', async () => {
    const { type, finish, queue, waiting } = openQueue()
    type('a')
    void queue.flush()
    await finish(new Error('conflict'))
    queue.resolveConflict(false)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(waiting).toHaveLength(0)
    expect(queue.isSaved()).toBe(true)
  })
})
