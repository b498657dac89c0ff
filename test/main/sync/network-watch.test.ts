import { expect, test } from 'vitest'
import { createNetworkWatch } from '../../../main/sync/network-watch.ts'

test('reports no change while the network stays as it is', () => {
  const changed = createNetworkWatch()
  expect([changed(), changed()]).toEqual([false, false])
})
