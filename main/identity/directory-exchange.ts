import { Problem } from '../../shared/problems.ts'
import type { CentralClient } from '../central/central-client.ts'
import type { Clock } from '../store/clock.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import { createKeyStore } from './key-store.ts'

/** The methods of a connection that this needs. */
export type DirectoryClient = Pick<CentralClient, 'enrol' | 'readDirectory'>

/**
 * Publishes this office's keys in the centre's directory, once for each activation, and reads the statements
 * since the last position. No request where neither is due. Throws `activation-used` and
 * `activation-superseded` where the centre refuses the keys, and what the client throws.
 * @param newest the directory's last position, from the centre's answer to hello
 */
export async function syncDirectory(
  store: Store,
  clock: Clock,
  client: DirectoryClient,
  newest: number,
): Promise<void> {
  const entry = createKeyStore(store, clock).findOwn()?.entry
  const isDue = entry !== undefined && readSetting(store, 'entered-keys') !== entry.certificate.number
  if (entry !== undefined && isDue) {
    const verdict = await client.enrol(JSON.stringify(entry))
    if (verdict === 'used') throw new Problem('activation-used')
    if (verdict === 'superseded') throw new Problem('activation-superseded')
    writeSetting(store, 'entered-keys', entry.certificate.number)
  }
  if (entry !== undefined) await readStatements(store, clock, client, isDue ? newest + 1 : newest)
}

async function readStatements(
  store: Store,
  clock: Clock,
  client: DirectoryClient,
  newest: number,
): Promise<void> {
  const keys = createKeyStore(store, clock)
  let position = readSetting(store, 'directory-position')
  // A centre that was restored from a backup is read from the beginning: known statements are ignored.
  if (position > newest) position = 0
  // Statements that only a newer program understands are read again until there is one.
  let isUnderstood = true
  while (position < newest) {
    const statements = await client.readDirectory(position)
    const last = statements.at(-1)
    if (last === undefined) return
    const parsed = statements.map(({ kind, statement }) => ({ kind, value: parseJson(statement) }))
    transact(store, () => {
      const { unknown } = keys.addStatements({
        entries: parsed.filter(({ kind }) => kind === 'entry').map(({ value }) => value),
        revocations: parsed.filter(({ kind }) => kind === 'revocation').map(({ value }) => value),
      })
      isUnderstood = isUnderstood && unknown === 0
      if (isUnderstood) writeSetting(store, 'directory-position', last.position)
    })
    position = last.position
  }
}

/** Invalid JSON is refused like any statement that is not genuine. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
