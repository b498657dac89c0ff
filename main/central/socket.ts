import net from 'node:net'
import type { SslOptions } from 'mysql2'

/**
 * A socket of our own under the driver's connection, so that a dead connection can be destroyed at once
 * instead of being closed in agreement with the other side.
 */
export function openSocket(host: string, port: number): net.Socket {
  const socket = net.connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 })
  // The driver leaves the name out where the host is an address, and Node then compares the certificate with
  // `localhost`. Node notes the name it looked up here; for an address there is nothing to look up.
  return net.isIP(host) ? Object.assign(socket, { _host: host }) : socket
}

/** Inactivity timeouts in milliseconds: while a connection is opened, and while an answer is awaited. */
export interface ConnectionTimeouts {
  open: number
  answer: number
}

export const connectionTimeouts: ConnectionTimeouts = { open: 10_000, answer: 30_000 }

/**
 * Checks the certificate's signature and name; by `authority` (PEM), or by the system's authorities without
 * one.
 */
export function tlsOptions(authority: string | undefined): SslOptions {
  if (cachedOptions?.authority !== authority || cachedOptions === undefined) {
    cachedOptions = {
      authority,
      options: {
        ...(authority === undefined ? {} : { ca: authority }),
        rejectUnauthorized: true,
        verifyIdentity: true,
        minVersion: 'TLSv1.2',
      },
    }
  }
  return cachedOptions.options
}

/**
 * Cached for one authority: the driver resumes TLS sessions by the identity of this object, which saves round
 * trips.
 */
let cachedOptions: { authority: string | undefined; options: SslOptions } | undefined

/**
 * Inactivity timeout: waits for work on a socket as long as bytes arrive. After `milliseconds` without any
 * (at most twice that) the socket is destroyed and the work fails with ETIMEDOUT. With a latency of seconds a
 * handshake takes long although the other side is there.
 */
export async function withInactivityTimeout<Result>(
  milliseconds: number,
  socket: net.Socket,
  work: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  let bytesRead = socket.bytesRead
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      if (socket.bytesRead > bytesRead) {
        bytesRead = socket.bytesRead
        return
      }
      const error = Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })
      reject(error)
      socket.destroy(error)
    }, milliseconds)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearInterval(timer)
  }
}
