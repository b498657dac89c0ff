import { systemClock } from '../../../main/store/clock.ts'
import { openStore } from '../../../main/store/store.ts'
import { createSyncEngine } from '../../../main/sync/sync.ts'

/**
 * An office's engine in a process of its own, to be killed: sends what the store in this folder has waiting,
 * and ends when nothing waits any more. The test's key comes by the environment.
 *
 *   TEST_KEY=HEX node sender-in-child.ts FOLDER
 */
const store = openStore(process.argv[2] ?? '', Buffer.from(process.env.TEST_KEY ?? '', 'hex'))
const sync = createSyncEngine({ store, clock: systemClock, training: false })
process.stdout.write('ready\n')
while ((await sync.runOnce()).waiting > 0) await new Promise((resolve) => setTimeout(resolve, 20))
await sync.stop()
store.close()
