/** What `stat` says of a file. */
export interface FileStat {
  byteLength: number
  /** When it was last written to, by the clock of the disk it lies on: only ever compared with itself. */
  modifiedAt: number
  inode: number
}

/** Milliseconds without a change after which a file counts as stable. */
export interface QuietPeriods {
  /** For a file that ends with its format's end marker. */
  complete: number
  /**
   * For every other file: scanners close a PDF or TIFF after each page and open it again up to 4 s later
   * (paperless-ngx PR 43), and a picture without its end marker may still be written.
   */
  incomplete: number
  /** For an empty file, which a program has only just created. */
  empty: number
}

export const defaultQuietPeriods: QuietPeriods = { complete: 300, incomplete: 6_000, empty: 60_000 }

/** Milliseconds until a file that another program holds open is tried again, without limit (paperless-ngx 9698). */
const busyRetryMilliseconds = 1_000

/** A file that nobody writes any more. */
export interface StableFileStat {
  stat: FileStat
  /** When a poll first found it, in milliseconds of the epoch; 0 for files that the first poll found. */
  firstSeen: number
}

interface TrackedFile extends StableFileStat {
  unchangedSince: number
  /** Undefined until the file was opened. */
  complete: boolean | undefined
  retryAt: number
  isStable: boolean
}

/** Opens a file exclusively and says whether it has its end marker; throws while another program writes it. */
export type CheckComplete = (name: string) => Promise<boolean>

/**
 * Finds the files of a folder that are stable: no change of size and time during the quiet period, and no other
 * program has them open. Repeated events for a file change nothing, because only its current `stat` counts.
 *
 * @param now milliseconds of a clock that only goes forward
 */
export function createStabilityTracker(
  checkComplete: CheckComplete,
  quietPeriods: QuietPeriods = defaultQuietPeriods,
  now = () => performance.now(),
) {
  const tracked = new Map<string, TrackedFile>()
  let isFirstUpdate = true

  async function check(name: string, entry: TrackedFile): Promise<void> {
    const time = now()
    const quietFor = time - entry.unchangedSince
    if (quietFor < quietPeriods.complete || time < entry.retryAt) return
    if (entry.stat.byteLength === 0 && quietFor < quietPeriods.empty) return
    if (entry.complete === false && quietFor < quietPeriods.incomplete) return
    try {
      entry.complete = await checkComplete(name)
      entry.isStable = entry.complete || now() - entry.unchangedSince >= quietPeriods.incomplete
    } catch {
      entry.retryAt = now() + busyRetryMilliseconds
    }
  }

  return {
    /** Updates the tracked files to what the folder holds now, and gives the stable ones. */
    async update(stats: ReadonlyMap<string, FileStat>): Promise<Map<string, StableFileStat>> {
      for (const name of [...tracked.keys()]) if (!stats.has(name)) tracked.delete(name)
      const seenNow = isFirstUpdate ? 0 : Date.now()
      isFirstUpdate = false
      const stable = new Map<string, StableFileStat>()
      for (const [name, stat] of stats) {
        const known = tracked.get(name)
        if (!known || !isSameStat(known.stat, stat)) {
          // A stable file that is written again is another file.
          const firstSeen = known && !known.isStable ? known.firstSeen : seenNow
          tracked.set(name, {
            stat,
            firstSeen,
            unchangedSince: now(),
            complete: undefined,
            retryAt: 0,
            isStable: false,
          })
          continue
        }
        if (!known.isStable) await check(name, known)
        if (known.isStable) stable.set(name, known)
      }
      return stable
    },
    /** Whether a file is still being written, so that the next poll should come soon. */
    hasUnstable: (): boolean => [...tracked.values()].some(({ isStable }) => !isStable),
  }
}

export const isSameStat = (one: FileStat, other: FileStat): boolean =>
  one.byteLength === other.byteLength && one.modifiedAt === other.modifiedAt && one.inode === other.inode
