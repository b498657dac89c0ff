import net from 'node:net'
import type { SslOptions } from 'mysql2'

/**
 * A socket of our own under the driver's connection, so that a line on which nobody answers can be ended at once
 * and not when the other side agrees.
 */
export function openSocket(host: string, port: number): net.Socket {
  const socket = net.connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 })
  // The driver leaves the name out where the host is an address, and Node then compares the certificate with
  // `localhost`. Node notes the name it looked up here; for an address there is nothing to look up.
  return net.isIP(host) ? Object.assign(socket, { _host: host }) : socket
}

/** Milliseconds of silence until a line counts as dead: while it is opened, and while an answer is awaited. */
export interface LineLimits {
  open: number
  answer: number
}

export const lineLimits: LineLimits = { open: 10_000, answer: 30_000 }

/** Checks the certificate's signature and name; by `authority` (PEM), or by the system's authorities without one. */
export function tlsOptions(authority: string | undefined): SslOptions {
  if (remembered?.authority !== authority || remembered === undefined) {
    remembered = {
      authority,
      options: {
        ...(authority === undefined ? {} : { ca: authority }),
        rejectUnauthorized: true,
        verifyIdentity: true,
        minVersion: 'TLSv1.2',
      },
    }
  }
  return remembered.options
}

/** One object for one authority: with it the driver resumes TLS sessions, which a line that is often cut needs. */
let remembered: { authority: string | undefined; options: SslOptions } | undefined

/**
 * Waits for work on a socket as long as the other side is heard; after so many milliseconds of silence (and at most
 * twice as many) the socket is ended and the work fails with ETIMEDOUT, whatever becomes of it. On a line with seconds
 * of delay an opening takes long without anybody being gone.
 */
export async function withInactivityTimeout<Result>(
  milliseconds: number,
  socket: net.Socket,
  work: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  let heard = socket.bytesRead
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setInterval(() => {
      if (socket.bytesRead > heard) {
        heard = socket.bytesRead
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
