/** What the file system says of a file. */
export interface Sighting {
  byteLength: number
  /** When it was last written to, by the clock of the disk it lies on: only ever compared with itself. */
  modified: number
  inode: number
}

/** Milliseconds of quiet after which a file counts as whole. */
export interface QuietTimes {
  /** For a file that holds one picture and ends as such a file ends. */
  whole: number
  /**
   * For every other: scanners close a PDF or TIFF after each page and open it again up to 4 s later
   * (paperless-ngx PR 43), and a picture without its end may still be under way.
   */
  open: number
  /** For an empty file, which somebody has only just begun. */
  empty: number
}

export const usualQuiet: QuietTimes = { whole: 300, open: 6_000, empty: 60_000 }

/** Milliseconds until a file that somebody holds open is tried again; for ever (paperless-ngx 9698). */
const busyPause = 1_000

/** A file that is done with. */
export interface Settled {
  sighting: Sighting
  /** When a look first found it, in milliseconds of the epoch; 0 for what the first look of all found there. */
  firstSeen: number
}

interface Entry extends Settled {
  since: number
  /** Known once the file was opened in the quiet time. */
  whole: boolean | undefined
  tryAt: number
  settled: boolean
}

/** Opens a file as its only user and says whether it ends as one picture does; throws while somebody writes it. */
export type Inspect = (name: string) => Promise<boolean>

/**
 * Which files of a folder are done with: no change of size and time for a while, and nobody has them open. Repeated
 * events for one file change nothing, because only what the file system says now counts.
 *
 * @param now milliseconds of a clock that only goes forward
 */
export function createSettling(
  inspect: Inspect,
  quiet: QuietTimes = usualQuiet,
  now = () => performance.now(),
) {
  const entries = new Map<string, Entry>()
  let isFirstLook = true

  async function settle(name: string, entry: Entry): Promise<void> {
    const time = now()
    const rest = time - entry.since
    if (rest < quiet.whole || time < entry.tryAt) return
    if (entry.sighting.byteLength === 0 && rest < quiet.empty) return
    if (entry.whole === false && rest < quiet.open) return
    try {
      entry.whole = await inspect(name)
      entry.settled = entry.whole || now() - entry.since >= quiet.open
    } catch {
      entry.tryAt = now() + busyPause
    }
  }

  return {
    /** Takes in what the folder holds now, and gives the files in it that are done with. */
    async look(sightings: ReadonlyMap<string, Sighting>): Promise<Map<string, Settled>> {
      for (const name of [...entries.keys()]) if (!sightings.has(name)) entries.delete(name)
      const seenNow = isFirstLook ? 0 : Date.now()
      isFirstLook = false
      const settled = new Map<string, Settled>()
      for (const [name, sighting] of sightings) {
        const known = entries.get(name)
        if (!known || !isSame(known.sighting, sighting)) {
          // What was done with and is written anew is another file.
          const firstSeen = known && !known.settled ? known.firstSeen : seenNow
          entries.set(name, { sighting, firstSeen, since: now(), whole: undefined, tryAt: 0, settled: false })
          continue
        }
        if (!known.settled) await settle(name, known)
        if (known.settled) settled.set(name, known)
      }
      return settled
    },
    /** Whether a file is still on its way, so that it is worth to look again soon. */
    isMoving: (): boolean => [...entries.values()].some(({ settled }) => !settled),
  }
}

export const isSame = (one: Sighting, other: Sighting): boolean =>
  one.byteLength === other.byteLength && one.modified === other.modified && one.inode === other.inode
