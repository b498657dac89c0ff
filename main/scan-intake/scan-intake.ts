import type { CallInput, CallOutput } from '../../shared/contract/contract.ts'
import { Problem } from '../../shared/problems.ts'
import { type ScannerDevice, type ScanningSettings, ScanRequest } from '../../shared/scanning.ts'
import type { Documents } from '../documents/documents.ts'
import type { Actor } from '../journal/actor.ts'
import type { ChangeSetting } from '../journal/change-setting.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { type Store, transact } from '../store/store.ts'
import type { ImagingClient } from '../workers/imaging/client.ts'
import type { StartProcess } from '../workers/queue/job-queue.ts'
import { createScanners } from '../workers/scanning/client.ts'
import { FolderIntake, type ImportFile } from './folder-intake.ts'
import { createImportLog } from './import-log.ts'
import { createScanJobs } from './scan-jobs.ts'
import { createScannerChoice } from './scanner-choice.ts'
import { createThrottle } from './throttle.ts'
import { measureFile } from './trial-scan.ts'

/** Imports pages from scanners and the watched folder into applications. */
export type ScanIntake = ReturnType<typeof createScanIntake>

export interface ScanIntakeDependencies {
  store: Store
  documents: Pick<Documents, 'add'>
  changeSetting: ChangeSetting
  imaging: Pick<ImagingClient, 'prepare'>
  startProcess: StartProcess
  /** In training no real folder is watched. */
  training: boolean
  /** Called when `state` changes. */
  onChange: () => void
  /** Called when pages were imported. */
  onPages: () => void
  report: (error: unknown) => void
}

/** Each event makes every window call `scanning.state`; nobody sees more than so many a second. */
const eventMilliseconds = 100

export function createScanIntake(dependencies: ScanIntakeDependencies) {
  const { store, documents, changeSetting, imaging, startProcess, training, onPages, report } = dependencies
  const onChange = createThrottle(eventMilliseconds, dependencies.onChange)
  const scanners = createScanners(startProcess)
  const importLog = createImportLog(onChange)
  const jobs = createScanJobs(scanners, onChange)
  const folder = new FolderIntake(startProcess, onChange)
  const settings = (): ScanningSettings => readSetting(store, 'scanning')
  const watchFolder = (): void => folder.watch(training ? null : settings().folder)

  const importFor =
    (actor: Actor): ImportFile =>
    (applicationId, name, read) =>
      importLog.track(applicationId, name, async () => {
        try {
          const added = await documents.add(actor, applicationId, await read(), null)
          onPages()
          return added
        } catch (error) {
          if (!(error instanceof Problem)) report(error)
          throw error
        }
      })

  /** The first page that a profile scans. */
  async function scanOne(profile: ScanningSettings['profiles'][number]): Promise<Uint8Array> {
    const { signal } = new AbortController()
    const device = await createScannerChoice(scanners).get(profile, settings().addresses, signal)
    const control = { signal, onProgress: () => undefined }
    for await (const page of scanners.scan(device, ScanRequest.parse(profile), control)) return page
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
        job: jobs.find(applicationId),
        imports: importLog.list(applicationId),
      }
    },

    async scan(actor: Actor, applicationId: string, profileId: string): Promise<{ pages: number }> {
      const { profiles, addresses } = settings()
      const profile = profiles.find(({ id }) => id === profileId)
      if (!profile) throw new Problem('scan-profile-gone')
      transact(store, () => writeSetting(store, 'last-profile', profileId))
      const importFile = importFor(actor)
      const importPage = (bytes: Uint8Array) => importFile(applicationId, profile.name, async () => bytes)
      return { pages: await jobs.run({ profile, addresses, applicationId, importPage }) }
    },
    cancel: jobs.cancel,

    importWaiting: (actor: Actor, applicationId: string): { files: number } => ({
      files: folder.importWaiting(applicationId, importFor(actor)),
    }),
    /**
     * Imports files into this application as soon as they appear in the watched folder, or no longer (null).
     * `isSignedIn` says whether that person is still signed in on that connection.
     */
    setTarget(actor: Actor, applicationId: string | null, isSignedIn: () => boolean): void {
      folder.setTarget(
        applicationId === null
          ? undefined
          : { applicationId, importFile: importFor(actor), isActive: isSignedIn },
      )
    },
    dismiss: importLog.dismiss,

    settings,
    changeSettings(actor: Actor, next: ScanningSettings): ScanningSettings {
      changeSetting(actor, 'scanning', next)
      jobs.forgetScanners()
      watchFolder()
      onChange()
      return next
    },
    folderState: () => ({ problem: folder.problem(), files: folder.waiting().length }),
    devices: () => scanners.list(settings().addresses, new AbortController().signal),
    capabilities: (device: ScannerDevice) => scanners.capabilities(device, new AbortController().signal),
    async try({ from, thresholds }: CallInput<'scanning.try'>): Promise<CallOutput<'scanning.try'>> {
      const bytes = from.source === 'file' ? from.bytes : await scanOne(from.profile)
      return measureFile(imaging, bytes, thresholds)
    },

    /** Ends scanning and watching; resolves once the page being imported is stored. */
    async stop(): Promise<void> {
      jobs.cancel()
      await folder.stop()
      await jobs.idle()
    },
  }
}
