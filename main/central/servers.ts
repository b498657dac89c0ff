import type net from 'node:net'
import { type Connection, createConnection } from 'mysql2/promise'
import { centreServers } from '../../shared/centre-servers.ts'
import type { CentreSettings } from '../../shared/office.ts'
import { Problem } from '../../shared/problems.ts'
import { centreProblem } from './map-driver-error.ts'
import { type LineLimits, openSocket, tlsOptions, withInactivityTimeout } from './socket.ts'

/** A connection to the one of the centre's servers that answers. */
export interface ServerConnection {
  connection: Connection
  socket: net.Socket
}

/**
 * Of each list of servers, which one answered last. All lines of an office go to one server as long as it answers:
 * what one line has sent, the next one sees at once, and no two of them wait for the cluster to agree.
 */
const standing = new Map<string, number>()

/**
 * Opens a connection to the centre, and where its server does not answer or has fallen out of its cluster, to the
 * next one of the list. Throws the problem of the last one tried.
 */
export async function connectToCentre(
  settings: CentreSettings,
  limits: LineLimits,
): Promise<ServerConnection> {
  const list = `${settings.host} ${settings.port}`
  const servers = centreServers(settings.host, settings.port) ?? []
  const first = standing.get(list) ?? 0
  let problem = new Problem('centre-unreachable')
  for (let turn = 0; turn < servers.length; turn++) {
    const index = (first + turn) % servers.length
    const server = servers[index]
    if (server === undefined) break
    try {
      const opened = await connectTo({ ...settings, ...server }, limits, servers.length > 1)
      standing.set(list, index)
      return opened
    } catch (error) {
      problem = centreProblem(error)
      if (problem.code !== 'centre-unreachable') break
    }
  }
  throw problem
}

async function connectTo(
  { host, port, user, password, database, certificateAuthority }: CentreSettings,
  limits: LineLimits,
  isOfCluster: boolean,
): Promise<ServerConnection> {
  const socket = openSocket(host, port)
  try {
    const connection = await withInactivityTimeout(
      limits.open,
      socket,
      createConnection({
        ...{ host, port, user, password, database, ssl: tlsOptions(certificateAuthority) },
        // The driver's own limit counts from the beginning, whoever is heard.
        connectTimeout: 0,
        stream: () => socket,
      }),
    )
    // A cut between two statements is met by the next statement.
    connection.on('error', () => socket.destroy())
    // A server that is cut off from its cluster lets everybody in and then answers nothing: asked for a table, it says so.
    if (isOfCluster)
      await withInactivityTimeout(
        limits.open,
        socket,
        connection.query('SELECT 1 FROM own_applications LIMIT 0'),
      )
    return { connection, socket }
  } catch (error) {
    socket.destroy()
    throw error
  }
}
