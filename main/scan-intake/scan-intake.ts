import type { CallInput, CallOutput } from '../../shared/contract/contract.ts'
import { Problem } from '../../shared/problems.ts'
import { type ScannerDevice, type ScanningSettings, ScanWish } from '../../shared/scanning.ts'
import type { Documents } from '../documents/documents.ts'
import type { Actor } from '../journal/actor.ts'
import type { Journal } from '../journal/journal.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import type { Imaging } from '../workers/imaging/client.ts'
import type { StartProcess } from '../workers/queue/job-queue.ts'
import { createScanners } from '../workers/scanning/client.ts'
import { createFolderIntake, type TakeFile } from './folder-intake.ts'
import { createScanArrivals } from './scan-arrivals.ts'
import { createScanJobs } from './scan-job.ts'
import { createScannerChoice } from './scanner-choice.ts'
import { tryFile } from './scanner-trial.ts'
import { createThrottle } from './throttle.ts'

/** Pages from scanners and the watched folder, on their way into applications. */
export type Scanning = ReturnType<typeof createScanning>

export interface ScanningDependencies {
  store: Store
  journal: Journal
  documents: Pick<Documents, 'add'>
  imaging: Pick<Imaging, 'prepare'>
  startProcess: StartProcess
  /** Training takes nothing out of a real folder. */
  training: boolean
  /** Told when `state` gives something else. */
  changed: () => void
  /** Told when pages have come. */
  pagesCame: () => void
  report: (error: unknown) => void
}

/** An event costs every window a call; more than so many a second nobody sees. */
const eventMilliseconds = 100

export function createScanning(dependencies: ScanningDependencies) {
  const { store, journal, documents, imaging, startProcess, training, report } = dependencies
  const changed = createThrottle(eventMilliseconds, dependencies.changed)
  const scanners = createScanners(startProcess)
  const arrivals = createScanArrivals(changed)
  const jobs = createScanJobs(scanners, changed)
  const folder = createFolderIntake({ startProcess, changed })
  const settings = (): ScanningSettings => readSetting(store, 'scanning')
  const watchFolder = (): void => folder.watch(training ? null : settings().folder)

  const takeFor =
    (actor: Actor): TakeFile =>
    (applicationId, name, read) =>
      arrivals.follow(applicationId, name, async () => {
        try {
          const added = await documents.add(actor, applicationId, await read(), null)
          dependencies.pagesCame()
          return added
        } catch (error) {
          if (!(error instanceof Problem)) report(error)
          throw error
        }
      })

  async function tryScanner(profile: ScanningSettings['profiles'][number]): Promise<Uint8Array> {
    const { signal } = new AbortController()
    const device = await createScannerChoice(scanners).get(profile, settings().addresses, signal)
    const watch = { signal, onProgress: () => undefined }
    for await (const page of scanners.scan(device, ScanWish.parse(profile), watch)) return page
    throw new Problem('scanner-feeder-empty')
  }

  watchFolder()
  return {
    state(applicationId: string): CallOutput<'scanning.state'> {
      return {
        profiles: settings().profiles,
        lastProfileId: readSetting(store, 'last-profile'),
        waiting: folder.waiting(),
        folderProblem: folder.problem(),
        job: jobs.of(applicationId),
        arrivals: arrivals.of(applicationId),
      }
    },

    async scan(actor: Actor, applicationId: string, profileId: string): Promise<{ pages: number }> {
      const { profiles, addresses } = settings()
      const profile = profiles.find(({ id }) => id === profileId)
      if (!profile) throw new Problem('scan-profile-gone')
      transact(store, () => writeSetting(store, 'last-profile', profileId))
      const takePage = takeFor(actor)
      const take = (bytes: Uint8Array) => takePage(applicationId, profile.name, async () => bytes)
      return { pages: await jobs.run({ profile, addresses, applicationId, take }) }
    },
    cancel: jobs.cancel,

    take: (actor: Actor, applicationId: string): { files: number } => ({
      files: folder.take(applicationId, takeFor(actor)),
    }),
    /** `isHere` says whether the person who follows is still signed in where they did. */
    follow(actor: Actor, applicationId: string | null, isHere: () => boolean): void {
      folder.follow(applicationId === null ? undefined : { applicationId, take: takeFor(actor), isHere })
    },
    dismiss: arrivals.dismiss,

    settings,
    changeSettings(actor: Actor, next: ScanningSettings): ScanningSettings {
      transact(store, () => {
        writeSetting(store, 'scanning', next)
        journal.audit({ actor: actor.id, action: 'scanning.change-settings', subject: '' })
      })
      jobs.forgetScanners()
      watchFolder()
      changed()
      return next
    },
    stateOfFolder: () => ({ problem: folder.problem(), files: folder.waiting().length }),
    devices: () => scanners.list(settings().addresses, new AbortController().signal),
    capabilities: (device: ScannerDevice) => scanners.capabilities(device, new AbortController().signal),
    async try({ from, thresholds }: CallInput<'scanning.try'>): Promise<CallOutput<'scanning.try'>> {
      const bytes = from.source === 'file' ? from.bytes : await tryScanner(from.profile)
      return tryFile(imaging, bytes, thresholds)
    },

    /** Ends scanning and watching, once the page at hand is stored. */
    async stop(): Promise<void> {
      jobs.cancel()
      await folder.stop()
      await jobs.idle()
    },
  }
}
