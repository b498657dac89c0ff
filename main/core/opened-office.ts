import path from 'node:path'
import type { CoreEvent } from '../../shared/contract/events.ts'
import { Problem } from '../../shared/problems.ts'
import { type Accounts, createAccounts } from '../accounts/accounts.ts'
import { createSessions, type Sessions } from '../accounts/session.ts'
import { createSharedPacketFolder, type SharedPacketFolder } from '../packets/shared-folder.ts'
import { createScanIntake, type ScanIntake } from '../scan-intake/scan-intake.ts'
import type { Clock } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import type { ImagingClient } from '../workers/imaging/client.ts'
import type { OcrClient } from '../workers/ocr/client.ts'
import type { StartProcess } from '../workers/queue/job-queue.ts'
import { createServices, type Services } from './services.ts'

export interface OpenedOfficeDependencies {
  folder: string
  imaging: ImagingClient
  ocr: OcrClient
  startScanning: StartProcess
  clock: Clock
  nativeBinding: string | undefined
  emit: (event: CoreEvent) => void
  /** Called with unexpected errors of background work, and where it happened. */
  report: (error: unknown, where: string) => void
}

/** Minutes without a call until a session ends, while the office's own setting cannot be read. */
const defaultIdleMinutes = 10

/**
 * One office, its own or the training office, from opening its folder to closing it: accounts and sessions at
 * once, services, scan intake and the shared folder from the moment its store is unlocked.
 */
export class OpenedOffice {
  readonly training: boolean
  readonly folder: string
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly #dependencies: OpenedOfficeDependencies
  #services: Services | undefined
  #scanIntake: ScanIntake | undefined
  #sharedFolder: SharedPacketFolder | undefined

  /** `dependencies.folder` is that of the office's own store; training has a folder within it. */
  constructor(dependencies: OpenedOfficeDependencies, training: boolean) {
    const { folder, clock, nativeBinding } = dependencies
    this.training = training
    this.folder = training ? path.join(folder, 'latihan') : folder
    this.accounts = createAccounts({ folder: this.folder, clock, nativeBinding })
    this.sessions = createSessions({ clock, idleMinutes: () => this.#idleMinutes() })
    this.#dependencies = dependencies
  }

  get isUnlocked(): boolean {
    return this.#services !== undefined
  }

  /** Throws `not-signed-in` while the store is locked, as do the two below. */
  get services(): Services {
    return unlocked(this.#services)
  }

  get scanIntake(): ScanIntake {
    return unlocked(this.#scanIntake)
  }

  get sharedFolder(): SharedPacketFolder {
    return unlocked(this.#sharedFolder)
  }

  /**
   * Starts the services over a store that has just been unlocked; unlocked again, they are running already.
   */
  start(store: Store, onSync: () => void): Services {
    if (this.#services) return this.#services
    const services = createServices({ ...this.#dependencies, store })
    services.sync.onChange(onSync)
    services.sync.start()
    this.#services = services
    this.#scanIntake = this.#startScanIntake(services)
    this.#sharedFolder = this.#startSharedFolder(services)
    return services
  }

  /** Ends what brings data in before what stores and sends it, then closes the store over its key. */
  async close(): Promise<void> {
    await this.#scanIntake?.stop()
    this.#scanIntake = undefined
    await this.#sharedFolder?.stop()
    this.#sharedFolder = undefined
    await this.#services?.sync.stop()
    await this.#services?.documents.stop()
    this.#services = undefined
    await this.accounts.close()
  }

  #idleMinutes(): number {
    return this.#services ? readSetting(this.#services.store, 'office').idleMinutes : defaultIdleMinutes
  }

  #startScanIntake({ store, documents, changeSetting }: Services): ScanIntake {
    const { imaging, startScanning, emit, report } = this.#dependencies
    return createScanIntake({
      store,
      documents,
      changeSetting,
      imaging,
      startProcess: startScanning,
      training: this.training,
      onChange: () => emit('scanning'),
      onPages: () => emit('pages'),
      report: (error) => report(error, 'scanning'),
    })
  }

  /** Packets arrive in the background and change applications: windows are told to ask for both again. */
  #startSharedFolder({ store, packets }: Services): SharedPacketFolder {
    const { startScanning, emit, report } = this.#dependencies
    packets.onChange(() => {
      for (const event of ['packets', 'applications', 'verification'] as const) emit(event)
    })
    const sharedFolder = createSharedPacketFolder({
      packets,
      startProcess: startScanning,
      office: getOffice(store).office.code,
      changed: () => emit('packets'),
      report: (error) => report(error, 'packets'),
    })
    sharedFolder.follow(readSetting(store, 'packet-folder'))
    return sharedFolder
  }
}

function unlocked<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Problem('not-signed-in')
  return part
}
