import type { SessionState, SignedInUser } from '../../shared/contract/session-calls.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Sessions } from '../accounts/session.ts'
import { revokedAt } from '../identity/office-state.ts'
import type { SharedPacketFolder } from '../packets/shared-folder.ts'
import type { ScanIntake } from '../scan-intake/scan-intake.ts'
import { getOffice } from '../store/office.ts'
import { readSetting } from '../store/settings.ts'
import type { Store } from '../store/store.ts'
import { OpenedOffice, type OpenedOfficeDependencies } from './opened-office.ts'
import type { Services } from './services.ts'

/**
 * The office that is open: this office's own, or the training office beside it. Only one is open at a time,
 * so that no data of one can show in, or be sent from, the other.
 */
export interface ActiveOffice {
  readonly training: boolean
  /** The folder of the open store. */
  folder(): string
  accounts(): Accounts
  sessions(): Sessions
  /** The services over the open store; throws `not-signed-in` while it is locked, as do the two below. */
  services(): Services
  scanIntake(): ScanIntake
  /** The folder of the local network that packets are exchanged through. */
  sharedFolder(): SharedPacketFolder
  /** Starts the services over a store that has just been unlocked. */
  unlock(store: Store): Services
  /** Begins a person's session on a connection. */
  signIn(connection: string, user: SignedInUser): void
  findUser(connection: string, quiet: boolean): SignedInUser | undefined
  state(connection: string): SessionState
  /** Closes the open office and opens the other one; everybody is signed out. */
  switchTo(next: { training: boolean }): Promise<void>
  close(): Promise<void>
}

/** Milliseconds between two checks for idle sessions. */
const expiryInterval = 10_000

export function createActiveOffice(dependencies: OpenedOfficeDependencies): ActiveOffice {
  const { emit, report } = dependencies
  let current = new OpenedOffice(dependencies, false)
  /** The last username on each connection, so that unlocking asks for the password only. */
  const lastUsernames = new Map<string, string>()

  // Sessions expire without a call, so that an abandoned screen locks.
  const expiry = setInterval(() => {
    if (current.sessions.expire().length > 0) emit('session')
  }, expiryInterval)
  expiry.unref()

  async function switchTo({ training }: { training: boolean }): Promise<void> {
    await current.close()
    current = new OpenedOffice(dependencies, training)
    emit('session')
  }

  /** The centre has revoked this office: everybody is signed out, and the store is closed over its key. */
  async function lockRevoked(): Promise<void> {
    const { accounts, sessions, isUnlocked } = current
    if (!isUnlocked || accounts.revokedAt() !== null) return
    accounts.markRevoked()
    sessions.lockAll()
    emit('session')
    await switchTo({ training: false }).catch((error: unknown) => report(error, 'revocation'))
  }

  return {
    get training() {
      return current.training
    },
    folder: () => current.folder,
    accounts: () => current.accounts,
    sessions: () => current.sessions,
    services: () => current.services,
    scanIntake: () => current.scanIntake,
    sharedFolder: () => current.sharedFolder,
    unlock: (store) =>
      current.start(store, () => {
        emit('sync')
        if (revokedAt(store) !== null) void lockRevoked()
      }),
    signIn(connection, user) {
      current.sessions.signIn(connection, user)
      lastUsernames.set(connection, user.username)
    },
    findUser: (connection, quiet) =>
      (quiet ? current.sessions.peek(connection) : current.sessions.get(connection))?.user,
    state: (connection) => sessionState(current, connection, lastUsernames.get(connection) ?? null),
    switchTo,
    close() {
      clearInterval(expiry)
      return current.close()
    },
  }
}

function sessionState(current: OpenedOffice, connection: string, lastUsername: string | null): SessionState {
  const { training, accounts } = current
  const user = current.sessions.peek(connection)?.user
  if (user && current.isUnlocked) {
    const { store } = current.services
    const { office } = getOffice(store)
    return { stage: 'signed-in', training, user, office, settings: readSetting(store, 'office') }
  }
  if (!accounts.isSetUp()) return { stage: 'first-run' }
  return { stage: 'locked', training, lastUsername, revokedAt: training ? null : accounts.revokedAt() }
}
