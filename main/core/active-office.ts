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
import { createWorkplace, type Workplace } from './services.ts'

/**
 * Where work is done: the office's own store, or the training store beside it. Only one is open at a time, so
 * that nothing of the one can ever show in, or leave from, the other.
 */
export interface Premises {
  readonly training: boolean
  /** The folder of the open store. */
  folder(): string
  accounts(): Accounts
  sessions(): Sessions
  /** The services over the open store; throws `not-signed-in` while nobody has unlocked it. */
  workplace(): Workplace
  /** Scanners and the watched folder, for that store; throws like `workplace`. */
  scanning(): Scanning
  /** The shared folder that packets go through, for that store; throws like `workplace`. */
  packetFolder(): PacketFolder
  /** Begins work on a store that has just been unlocked. */
  unlocked(store: Store): Workplace
  /** Lets a person work on a connection. */
  enter(connection: string, user: SignedInUser): void
  findUser(connection: string, quiet: boolean): SignedInUser | undefined
  state(connection: string): SessionState
  /** Changes over to the training store or back; everybody is signed out. */
  move(training: boolean): Promise<void>
  close(): Promise<void>
}

export interface PremisesNeeds {
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

interface Site {
  folder: string
  training: boolean
  accounts: Accounts
  sessions: Sessions
  workplace: Workplace | undefined
  scanning: Scanning | undefined
  packetFolder: PacketFolder | undefined
}

export function createPremises(needs: PremisesNeeds): Premises {
  const { folder, clock, nativeBinding, emit } = needs
  let site = openSite(false)
  /** Who worked on a connection last, so that unlocking asks for the password only. */
  const lastUsernames = new Map<string, string>()

  function openSite(training: boolean): Site {
    const siteFolder = training ? path.join(folder, 'latihan') : folder
    const opened: Site = {
      folder: siteFolder,
      training,
      accounts: createAccounts({ folder: siteFolder, clock, nativeBinding }),
      sessions: createSessions({ clock, idleMinutes: () => idleMinutes(opened) }),
      workplace: undefined,
      scanning: undefined,
      packetFolder: undefined,
    }
    return opened
  }

  // Idle sessions end by themselves, so that a screen left alone is told to lock.
  const watch = setInterval(() => {
    if (site.sessions.expire().length > 0) emit('session')
  }, 10_000)
  watch.unref()

  async function closeSite(): Promise<void> {
    await site.scanning?.stop()
    site.scanning = undefined
    await site.packetFolder?.stop()
    site.packetFolder = undefined
    await site.workplace?.sync.stop()
    await site.workplace?.documents.stop()
    site.workplace = undefined
    await site.accounts.close()
  }

  async function move(training: boolean): Promise<void> {
    await closeSite()
    site = openSite(training)
    emit('session')
  }

  /** The centre has shut this office out: everybody is signed out, and the store is closed over its key. */
  async function lockRevoked(): Promise<void> {
    const { accounts, sessions, workplace: opened } = site
    if (opened === undefined || accounts.revokedAt() !== null) return
    accounts.markRevoked()
    sessions.lockAll()
    emit('session')
    await move(false).catch((error: unknown) => needs.report(error, 'revocation'))
  }

  function workplace(): Workplace {
    if (!site.workplace) throw new Problem('not-signed-in')
    return site.workplace
  }

  function scanning(): Scanning {
    if (!site.scanning) throw new Problem('not-signed-in')
    return site.scanning
  }

  function packetFolder(): PacketFolder {
    if (!site.packetFolder) throw new Problem('not-signed-in')
    return site.packetFolder
  }

  /** Packets come in the background: the windows are told of what that changed. */
  function followPackets({ store, packets }: Workplace): PacketFolder {
    packets.onChange(() => {
      for (const event of ['packets', 'applications', 'verification'] as const) emit(event)
    })
    const followed = createPacketFolder({
      packets,
      startProcess: needs.startScanning,
      office: getOffice(store).office.code,
      changed: () => emit('packets'),
      report: (error) => needs.report(error, 'packets'),
    })
    followed.follow(readSetting(store, 'packet-folder'))
    return followed
  }

  return {
    get training() {
      return site.training
    },
    folder: () => site.folder,
    accounts: () => site.accounts,
    sessions: () => site.sessions,
    workplace,
    scanning,
    packetFolder,
    unlocked(store) {
      // Unlocked again: the services are already at work on it.
      if (!site.workplace) {
        const opened = createWorkplace({ ...needs, store })
        opened.sync.onChange(() => {
          emit('sync')
          if (revokedAt(store) !== null) void lockRevoked()
        })
        opened.sync.start()
        site.workplace = opened
        site.scanning = createScanning({
          store,
          journal: opened.journal,
          documents: opened.documents,
          imaging: needs.imaging,
          startProcess: needs.startScanning,
          training: site.training,
          changed: () => emit('scanning'),
          pagesCame: () => emit('pages'),
          report: (error) => needs.report(error, 'scanning'),
        })
        site.packetFolder = followPackets(opened)
      }
      return site.workplace
    },
    enter(connection, user) {
      site.sessions.signIn(connection, user)
      lastUsernames.set(connection, user.username)
    },
    findUser: (connection, quiet) =>
      (quiet ? site.sessions.peek(connection) : site.sessions.get(connection))?.user,
    state(connection) {
      const user = site.sessions.peek(connection)?.user
      if (user && site.workplace) {
        const { store } = site.workplace
        return {
          stage: 'signed-in',
          training: site.training,
          user,
          office: getOffice(store).office,
          settings: readSetting(store, 'office'),
        }
      }
      if (!site.accounts.isSetUp()) return { stage: 'first-run' }
      return {
        stage: 'locked',
        training: site.training,
        lastUsername: lastUsernames.get(connection) ?? null,
        revokedAt: site.training ? null : site.accounts.revokedAt(),
      }
    },
    move,
    close() {
      clearInterval(watch)
      return closeSite()
    },
  }
}

const idleMinutes = (site: Site): number =>
  site.workplace ? readSetting(site.workplace.store, 'office').idleMinutes : 10
