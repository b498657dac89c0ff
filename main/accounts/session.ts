import type { SignedInUser } from '../../shared/contract/session-calls.ts'
import type { Clock } from '../store/clock.ts'

/** Who is at work on a connection: a window of the desktop host, or a browser's line to the loopback host. */
export interface Session {
  readonly connection: string
  readonly user: SignedInUser
}

export interface Sessions {
  /** A sign-in over an older session of the connection takes its place. */
  signIn(connection: string, user: SignedInUser): void
  /** Ends one connection's session; does nothing where there is none. */
  lock(connection: string): void
  /** Ends all sessions of an account: it was deactivated, or its rights or password were changed. */
  lockAccount(accountId: string): void
  lockAll(): void
  /** The live session, which this keeps alive. */
  get(connection: string): Session | undefined
  /** The live session, for what happens without a person: asking for the state, refreshing a list. */
  peek(connection: string): Session | undefined
  /** Keeps a session alive while its screen is being used; false where there is none. */
  alive(connection: string): boolean
  /** Ends what has been idle too long and names its connections; for a timer that tells the screens. */
  expire(): string[]
}

/** A working day: a session ends then even if it was never idle (Peraturan BSSN 4/2021, group 2). */
const longestHours = 12

interface Held extends Session {
  signedInAt: number
  lastSeenAt: number
}

/** Bookkeeping only: `idleMinutes` is asked every time, because an administrator may change it meanwhile. */
export function createSessions(options: { clock: Clock; idleMinutes: () => number }): Sessions {
  const held = new Map<string, Held>()
  const now = () => options.clock().getTime()

  const isOver = (session: Held): boolean => {
    const at = now()
    // A clock that was set back must not keep a session: idling is counted anew from where the clock is.
    session.signedInAt = Math.min(session.signedInAt, at)
    session.lastSeenAt = Math.min(session.lastSeenAt, at)
    const idle = at - session.lastSeenAt
    return idle >= options.idleMinutes() * 60_000 || at - session.signedInAt >= longestHours * 3_600_000
  }

  const find = (connection: string): Held | undefined => {
    const session = held.get(connection)
    if (!session || !isOver(session)) return session
    held.delete(connection)
    return undefined
  }

  const touch = (connection: string): Held | undefined => {
    const session = find(connection)
    if (session) session.lastSeenAt = now()
    return session
  }

  return {
    signIn: (connection, user) =>
      void held.set(connection, { connection, user, signedInAt: now(), lastSeenAt: now() }),
    lock: (connection) => void held.delete(connection),
    lockAccount(accountId) {
      for (const { connection, user } of [...held.values()])
        if (user.id === accountId) held.delete(connection)
    },
    lockAll: () => held.clear(),
    get: touch,
    peek: find,
    alive: (connection) => touch(connection) !== undefined,
    expire: () => [...held.keys()].filter((connection) => find(connection) === undefined),
  }
}
