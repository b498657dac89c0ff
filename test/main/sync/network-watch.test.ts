import { expect, test } from 'vitest'
import { createNetworkWatch } from '../../../main/sync/network-watch.ts'

test('a network that stays as it is gives no reason to try again', () => {
  const changed = createNetworkWatch()
  expect([changed(), changed()]).toEqual([false, false])
})
