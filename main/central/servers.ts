import type net from 'node:net'
import { type Connection, createConnection } from 'mysql2/promise'
import { centreServers } from '../../shared/centre-servers.ts'
import type { CentreSettings } from '../../shared/office.ts'
import { Problem } from '../../shared/problems.ts'
import { mapDriverError } from './map-driver-error.ts'
import { type ConnectionTimeouts, openSocket, tlsOptions, withInactivityTimeout } from './socket.ts'

/** A connection to the first of the centre's servers that answers. */
export interface ServerConnection {
  connection: Connection
  socket: net.Socket
}

/**
 * By list of servers, the index of the one that answered last. All connections of an office go to one node as
 * long as it answers, so that they read their own writes and do not wait for each other's certification in
 * the cluster.
 */
const lastGoodServer = new Map<string, number>()

/**
 * Opens a connection to the centre; fails over to the next server of the list where one does not answer or
 * has left its cluster. Throws the problem of the last one tried.
 */
export async function connectWithFailover(
  settings: CentreSettings,
  timeouts: ConnectionTimeouts,
): Promise<ServerConnection> {
  const list = `${settings.host} ${settings.port}`
  const servers = centreServers(settings.host, settings.port) ?? []
  const first = lastGoodServer.get(list) ?? 0
  let problem = new Problem('centre-unreachable')
  for (let attempt = 0; attempt < servers.length; attempt++) {
    const index = (first + attempt) % servers.length
    const server = servers[index]
    if (server === undefined) break
    try {
      const opened = await connectToServer({ ...settings, ...server }, timeouts, servers.length > 1)
      lastGoodServer.set(list, index)
      return opened
    } catch (error) {
      problem = mapDriverError(error)
      if (problem.code !== 'centre-unreachable') break
    }
  }
  throw problem
}

async function connectToServer(
  { host, port, user, password, database, certificateAuthority }: CentreSettings,
  timeouts: ConnectionTimeouts,
  isClustered: boolean,
): Promise<ServerConnection> {
  const socket = openSocket(host, port)
  try {
    const connection = await withInactivityTimeout(
      timeouts.open,
      socket,
      createConnection({
        host,
        port,
        user,
        password,
        database,
        ssl: tlsOptions(certificateAuthority),
        // The driver's own limit counts from the beginning, even while the server answers.
        connectTimeout: 0,
        stream: () => socket,
      }),
    )
    // A disconnect between two statements is reported by the next statement.
    connection.on('error', () => socket.destroy())
    // A node outside its cluster accepts connections, but refuses to read tables.
    if (isClustered)
      await withInactivityTimeout(
        timeouts.open,
        socket,
        connection.query('SELECT 1 FROM own_applications LIMIT 0'),
      )
    return { connection, socket }
  } catch (error) {
    socket.destroy()
    throw error
  }
}
