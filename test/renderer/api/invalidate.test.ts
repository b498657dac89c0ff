import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { invalidateCalls } from '../../../renderer/api/invalidate.ts'

/** A screen that shows the answer to a call, which the test gives when it likes. */
function showScreen() {
  const client = new QueryClient()
  const asked: ((answer: string) => void)[] = []
  const screen = new QueryObserver(client, {
    queryKey: ['packets.list', {}],
    queryFn: () => new Promise<string>((resolve) => void asked.push(resolve)),
  })
  screen.subscribe(() => undefined)
  return { client, asked, shown: () => screen.getCurrentResult().data }
}

test('a change during the first fetch is shown', async () => {
  const { client, asked, shown } = showScreen()
  const refreshed = invalidateCalls(client, ['packets.'])
  asked[0]?.('one packet has left')
  await expect.poll(() => asked.length).toBe(2)
  asked[1]?.('two packets have left')
  await refreshed
  expect(shown()).toBe('two packets have left')
})

test('a cached query is fetched again once, and others are not', async () => {
  const { client, asked, shown } = showScreen()
  asked[0]?.('before')
  await expect.poll(shown).toBe('before')
  await invalidateCalls(client, ['applications.'])
  expect(asked).toHaveLength(1)
  const refreshed = invalidateCalls(client, ['packets.'])
  asked[1]?.('after')
  await refreshed
  expect(shown()).toBe('after')
  expect(asked).toHaveLength(2)
})
