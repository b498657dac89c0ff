import { expect, test } from 'vitest'
import { startTextWorkers } from '../../../../../main/workers/ocr/text/text-worker-pool.ts'

const line = { data: new Uint8Array(400 * 48).fill(255), width: 400, height: 48 }

test('lines that nobody reads any more are given back with an error, not waited for', async () => {
  const threads = startTextWorkers(2)
  const lines = Array.from({ length: 4 }, () => threads.readLine(line))
  threads.stop()
  const outcomes = await Promise.allSettled(lines)
  expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('rejected'))
  await expect(threads.readLine(line)).rejects.toThrow('has ended')
})

test('lines asked for before the threads have loaded anything are all read', async () => {
  const threads = startTextWorkers(2)
  const lines = await Promise.all(Array.from({ length: 6 }, () => threads.readLine(line)))
  expect(lines).toHaveLength(6)
  threads.stop()
})
