import { createJournal } from '../../../main/journal/journal.ts'
import { createBackup } from '../../../main/store/backup.ts'
import { systemClock } from '../../../main/store/clock.ts'
import { writeDurably } from '../../../main/store/durable-file.ts'
import { openStore, transact } from '../../../main/store/store.ts'
import { Problem } from '../../../shared/problems.ts'

/**
 * Works in a folder until the disk is full, in a process that may write no larger files:
 * `disk-full-in-child.ts FOLDER KEY ACT`. Prints how many acts were acknowledged and the code of the problem
 * that ended them.
 */
const [folder = '', hexKey = '', act = ''] = process.argv.slice(2)
const key = Buffer.from(hexKey, 'hex')
let acknowledged = 0

function saveWithoutEnd(): void {
  const store = openStore(folder, key)
  const journal = createJournal(store, systemClock)
  const insert = store.prepare('INSERT INTO originals (hash, bytes) VALUES (?, ?)')
  try {
    for (;;) {
      transact(store, () => {
        insert.run(String(acknowledged), Buffer.alloc(30_000, acknowledged))
        journal.audit({ actor: 'rina', action: 'save', subject: String(acknowledged) })
      })
      acknowledged += 1
    }
  } finally {
    store.close()
  }
}

const acts: Record<string, () => unknown> = {
  open: () => openStore(folder, key),
  save: saveWithoutEnd,
  'back-up': () => createBackup({ folder, key, companions: [] }, systemClock),
  'write-file': () => writeDurably(`${folder}/keyring.json`, 'x'.repeat(2_000_000)),
}

try {
  await acts[act]?.()
  console.log(JSON.stringify({ acknowledged, code: 'none' }))
} catch (error) {
  console.log(JSON.stringify({ acknowledged, code: error instanceof Problem ? error.code : String(error) }))
}
