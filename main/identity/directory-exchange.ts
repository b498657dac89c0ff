import { Problem } from '../../shared/problems.ts'
import type { CentralClient } from '../central/central-client.ts'
import type { Clock } from '../store/clock.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import { createKeys } from './keys.ts'

/** What a line must be able to do here. */
export type DirectoryLine = Pick<CentralClient, 'enrol' | 'readDirectory'>

/**
 * Brings this office's keys into the centre's directory, once for each activation, and takes over what the directory
 * has said since it was last read. Asks the centre nothing where neither is due. Throws `activation-used` and
 * `activation-superseded` where the centre does not take the keys, and what a line throws.
 * @param newest the directory's last position, as the centre said at hello
 */
export async function exchangeDirectory(
  store: Store,
  clock: Clock,
  line: DirectoryLine,
  newest: number,
): Promise<void> {
  const entry = createKeys(store, clock).findOwn()?.entry
  const isDue = entry !== undefined && readSetting(store, 'entered-keys') !== entry.certificate.number
  if (entry !== undefined && isDue) {
    const verdict = await line.enrol(JSON.stringify(entry))
    if (verdict === 'used') throw new Problem('activation-used')
    if (verdict === 'superseded') throw new Problem('activation-superseded')
    writeSetting(store, 'entered-keys', entry.certificate.number)
  }
  if (entry !== undefined) await readOn(store, clock, line, isDue ? newest + 1 : newest)
}

async function readOn(store: Store, clock: Clock, line: DirectoryLine, newest: number): Promise<void> {
  const keys = createKeys(store, clock)
  let position = readSetting(store, 'directory-position')
  // A centre that was put back from a backup is read from the beginning: what is known already does no harm.
  if (position > newest) position = 0
  // What only a newer program understands is read again until there is one.
  let isUnderstood = true
  while (position < newest) {
    const statements = await line.readDirectory(position)
    const last = statements.at(-1)
    if (last === undefined) return
    const parsed = statements.map(({ kind, statement }) => ({ kind, value: parseJson(statement) }))
    transact(store, () => {
      const { unknown } = keys.take({
        entries: parsed.filter(({ kind }) => kind === 'entry').map(({ value }) => value),
        revocations: parsed.filter(({ kind }) => kind === 'revocation').map(({ value }) => value),
      })
      isUnderstood = isUnderstood && unknown === 0
      if (isUnderstood) writeSetting(store, 'directory-position', last.position)
    })
    position = last.position
  }
}

/** What is no JSON is no statement either: it is refused with the others that are not genuine. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
