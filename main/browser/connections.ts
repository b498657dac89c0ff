import { randomBytes, timingSafeEqual } from 'node:crypto'

const cookieName = 'loket'

/**
 * Who may speak to the browser host: whoever opened an address that only the terminal showed. A token opens
 * one connection and is used up; the connection is then known by a cookie that no script can read.
 */
export function createConnections() {
  const tokens = new Set<string>()
  const connections = new Map<string, string>()

  return {
    newToken(): string {
      const token = randomBytes(24).toString('base64url')
      tokens.add(token)
      return token
    },

    /** The Set-Cookie value of a new connection, or undefined where the token is none of ours or used up. */
    open(token: string): string | undefined {
      const known = [...tokens].find((candidate) => isEqualSecret(candidate, token))
      if (known === undefined) return undefined
      tokens.delete(known)
      const secret = randomBytes(24).toString('base64url')
      connections.set(secret, randomBytes(9).toString('base64url'))
      return `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`
    },

    /** The id of the connection that a Cookie header belongs to. */
    find(cookieHeader: string | undefined): string | undefined {
      const secret = cookieHeader
        ?.split(';')
        .map((part) => part.trim().split('='))
        .find(([name]) => name === cookieName)?.[1]
      if (secret === undefined) return undefined
      for (const [known, connection] of connections) if (isEqualSecret(known, secret)) return connection
      return undefined
    },
  }
}

function isEqualSecret(one: string, other: string): boolean {
  const left = Buffer.from(one)
  const right = Buffer.from(other)
  return left.length === right.length && timingSafeEqual(left, right)
}
