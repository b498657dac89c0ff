import net from 'node:net'
import { type Connection, createConnection } from 'mysql2/promise'
import { mapDriverError } from './map-driver-error.ts'
import { connectionTimeouts, openSocket, tlsOptions, withInactivityTimeout } from './socket.ts'

/** Diskominfo's own account, which may create users and grant rights. */
export interface AdministratorCredentials {
  host: string
  port: number
  user: string
  password: string
  /** The database that holds the registry. */
  database: string
  /**
   * PEM of the authority that signed the server's certificate; without it the system's authorities decide.
   */
  certificateAuthority?: string | undefined
}

export interface Administrator {
  connection: Connection
  /** The registry's database; it may not exist yet, so the connection has no default database. */
  database: string
}

/**
 * Opens the administrator's connection, with TLS and a checked certificate. On the server itself (loopback)
 * and without an authority it goes without TLS, as nothing leaves the machine. Throws the problems
 * centre-unreachable, centre-certificate, centre-refused-account and centre-fault.
 */
export async function connectAdministrator(address: AdministratorCredentials): Promise<Administrator> {
  const { host, port, user, password, database, certificateAuthority } = address
  const socket = openSocket(host, port)
  const withoutTls = certificateAuthority === undefined && isLoopback(host)
  try {
    const connection = await withInactivityTimeout(
      connectionTimeouts.open,
      socket,
      createConnection({
        host,
        port,
        user,
        password,
        stream: () => socket,
        ...(withoutTls ? {} : { ssl: tlsOptions(certificateAuthority) }),
      }),
    )
    return { connection, database }
  } catch (error) {
    socket.destroy()
    throw mapDriverError(error)
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (net.isIPv4(host) && host.startsWith('127.'))
}
