import path from 'node:path'
import type { CoreEvent } from '../../shared/contract/events.ts'
import type { SessionState, SignedInUser } from '../../shared/contract/session-calls.ts'
import { Problem } from '../../shared/problems.ts'
import { type Accounts, createAccounts, createSessions, type Sessions } from '../accounts/accounts.ts'
import type { Imaging } from '../documents/documents.ts'
import type { Clock } from '../store/clock.ts'
import { getOffice } from '../store/office.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import { createWorkplace, type Workplace } from './workplace.ts'

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
  clock: Clock
  nativeBinding: string | undefined
  emit: (event: CoreEvent) => void
  /** Told of what nobody foresaw in the background. */
  report: (error: unknown) => void
}

interface Site {
  folder: string
  training: boolean
  accounts: Accounts
  sessions: Sessions
  workplace: Workplace | undefined
}

export function createPremises(needs: PremisesNeeds): Premises {
  const { folder, imaging, clock, nativeBinding, emit, report } = needs
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
    }
    return opened
  }

  // Idle sessions end by themselves, so that a screen left alone is told to lock.
  const watch = setInterval(() => {
    if (site.sessions.expire().length > 0) emit('session')
  }, 10_000)
  watch.unref()

  async function closeSite(): Promise<void> {
    await site.workplace?.sync.stop()
    site.workplace = undefined
    await site.accounts.close()
  }

  function workplace(): Workplace {
    if (!site.workplace) throw new Problem('not-signed-in')
    return site.workplace
  }

  return {
    get training() {
      return site.training
    },
    folder: () => site.folder,
    accounts: () => site.accounts,
    sessions: () => site.sessions,
    workplace,
    unlocked(store) {
      // Unlocked again: the services are already at work on it.
      if (!site.workplace) {
        const opened = createWorkplace({ store, imaging, clock, report })
        opened.sync.onChange(() => emit('sync'))
        opened.sync.start()
        site.workplace = opened
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
      }
    },
    async move(training) {
      await closeSite()
      site = openSite(training)
      emit('session')
    },
    close() {
      clearInterval(watch)
      return closeSite()
    },
  }
}

const idleMinutes = (site: Site): number =>
  site.workplace ? readSetting(site.workplace.store, 'office').idleMinutes : 10
