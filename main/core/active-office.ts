import path from 'node:path'
import type { CoreEvent } from '../../shared/contract/events.ts'
import type { SessionState, SignedInUser } from '../../shared/contract/session-calls.ts'
import { Problem } from '../../shared/problems.ts'
import { type Accounts, createAccounts } from '../accounts/accounts.ts'
import { createSessions, type Sessions } from '../accounts/session.ts'
import { revokedAt } from '../identity/office-state.ts'
import { createPacketFolder, type PacketFolder } from '../packets/shared-folder.ts'
import { createScanning, type Scanning } from '../scan-intake/scan-intake.ts'
import type { Clock } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import type { Imaging } from '../workers/imaging/client.ts'
import type { Reading } from '../workers/ocr/client.ts'
import type { StartProcess } from '../workers/queue/job-queue.ts'
import { createServices, type Services } from './services.ts'

/**
 * Where work is done: the office's own store, or the training store beside it. Only one is open at a time, so
 * that nothing of the one can ever show in, or leave from, the other.
 */
export interface ActiveOffice {
  readonly training: boolean
  /** The folder of the open store. */
  folder(): string
  accounts(): Accounts
  sessions(): Sessions
  /** The services over the open store; throws `not-signed-in` while nobody has unlocked it. */
  services(): Services
  /** Scanners and the watched folder, for that store; throws like `workplace`. */
  scanning(): Scanning
  /** The shared folder that packets go through, for that store; throws like `workplace`. */
  packetFolder(): PacketFolder
  /** Begins work on a store that has just been unlocked. */
  unlocked(store: Store): Services
  /** Lets a person work on a connection. */
  enter(connection: string, user: SignedInUser): void
  findUser(connection: string, quiet: boolean): SignedInUser | undefined
  state(connection: string): SessionState
  /** Changes over to the training store or back; everybody is signed out. */
  move(training: boolean): Promise<void>
  close(): Promise<void>
}

export interface ActiveOfficeDependencies {
  folder: string
  imaging: Imaging
  reading: Reading
  startScanning: StartProcess
  clock: Clock
  nativeBinding: string | undefined
  emit: (event: CoreEvent) => void
  /** Told of what nobody foresaw in the background, and where. */
  report: (error: unknown, where: string) => void
}

interface OpenedOffice {
  folder: string
  training: boolean
  accounts: Accounts
  sessions: Sessions
  services: Services | undefined
  scanning: Scanning | undefined
  packetFolder: PacketFolder | undefined
}

export function createActiveOffice(dependencies: ActiveOfficeDependencies): ActiveOffice {
  const { folder, clock, nativeBinding, emit } = dependencies
  let current = openOffice(false)
  /** Who worked on a connection last, so that unlocking asks for the password only. */
  const lastUsernames = new Map<string, string>()

  function openOffice(training: boolean): OpenedOffice {
    const officeFolder = training ? path.join(folder, 'latihan') : folder
    const opened: OpenedOffice = {
      folder: officeFolder,
      training,
      accounts: createAccounts({ folder: officeFolder, clock, nativeBinding }),
      sessions: createSessions({ clock, idleMinutes: () => idleMinutes(opened) }),
      services: undefined,
      scanning: undefined,
      packetFolder: undefined,
    }
    return opened
  }

  // Idle sessions end by themselves, so that a screen left alone is told to lock.
  const watch = setInterval(() => {
    if (current.sessions.expire().length > 0) emit('session')
  }, 10_000)
  watch.unref()

  async function closeOffice(): Promise<void> {
    await current.scanning?.stop()
    current.scanning = undefined
    await current.packetFolder?.stop()
    current.packetFolder = undefined
    await current.services?.sync.stop()
    await current.services?.documents.stop()
    current.services = undefined
    await current.accounts.close()
  }

  async function move(training: boolean): Promise<void> {
    await closeOffice()
    current = openOffice(training)
    emit('session')
  }

  /** The centre has shut this office out: everybody is signed out, and the store is closed over its key. */
  async function lockRevoked(): Promise<void> {
    const { accounts, sessions, services } = current
    if (services === undefined || accounts.revokedAt() !== null) return
    accounts.markRevoked()
    sessions.lockAll()
    emit('session')
    await move(false).catch((error: unknown) => dependencies.report(error, 'revocation'))
  }

  function services(): Services {
    if (!current.services) throw new Problem('not-signed-in')
    return current.services
  }

  function scanning(): Scanning {
    if (!current.scanning) throw new Problem('not-signed-in')
    return current.scanning
  }

  function packetFolder(): PacketFolder {
    if (!current.packetFolder) throw new Problem('not-signed-in')
    return current.packetFolder
  }

  /** Packets come in the background: the windows are told of what that changed. */
  function followPackets({ store, packets }: Services): PacketFolder {
    packets.onChange(() => {
      for (const event of ['packets', 'applications', 'verification'] as const) emit(event)
    })
    const followed = createPacketFolder({
      packets,
      startProcess: dependencies.startScanning,
      office: getOffice(store).office.code,
      changed: () => emit('packets'),
      report: (error) => dependencies.report(error, 'packets'),
    })
    followed.follow(readSetting(store, 'packet-folder'))
    return followed
  }

  return {
    get training() {
      return current.training
    },
    folder: () => current.folder,
    accounts: () => current.accounts,
    sessions: () => current.sessions,
    services,
    scanning,
    packetFolder,
    unlocked(store) {
      // Unlocked again: the services are already at work on it.
      if (!current.services) {
        const services = createServices({ ...dependencies, store })
        services.sync.onChange(() => {
          emit('sync')
          if (revokedAt(store) !== null) void lockRevoked()
        })
        services.sync.start()
        current.services = services
        current.scanning = createScanning({
          store,
          journal: services.journal,
          documents: services.documents,
          imaging: dependencies.imaging,
          startProcess: dependencies.startScanning,
          training: current.training,
          changed: () => emit('scanning'),
          pagesCame: () => emit('pages'),
          report: (error) => dependencies.report(error, 'scanning'),
        })
        current.packetFolder = followPackets(services)
      }
      return current.services
    },
    enter(connection, user) {
      current.sessions.signIn(connection, user)
      lastUsernames.set(connection, user.username)
    },
    findUser: (connection, quiet) =>
      (quiet ? current.sessions.peek(connection) : current.sessions.get(connection))?.user,
    state(connection) {
      const user = current.sessions.peek(connection)?.user
      if (user && current.services) {
        const { store } = current.services
        return {
          stage: 'signed-in',
          training: current.training,
          user,
          office: getOffice(store).office,
          settings: readSetting(store, 'office'),
        }
      }
      if (!current.accounts.isSetUp()) return { stage: 'first-run' }
      return {
        stage: 'locked',
        training: current.training,
        lastUsername: lastUsernames.get(connection) ?? null,
        revokedAt: current.training ? null : current.accounts.revokedAt(),
      }
    },
    move,
    close() {
      clearInterval(watch)
      return closeOffice()
    },
  }
}

const idleMinutes = (opened: OpenedOffice): number =>
  opened.services ? readSetting(opened.services.store, 'office').idleMinutes : 10
