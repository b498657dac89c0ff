import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A loopback TCP port that nothing listens on at this moment, for servers that cannot be told "port 0".
 * Another process may take it before it is used: who starts a server on it must notice that the start failed.
 */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port')
  return address.port
}
