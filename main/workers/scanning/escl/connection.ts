import net from 'node:net'
import tls from 'node:tls'
import { Problem } from '../../../../shared/problems.ts'
import { isOfOffice } from './office-network.ts'

export interface ScannerConnection {
  socket: net.Socket
  /** SHA-256 (hex) of a certificate that nobody has signed; null over plain HTTP and for one that is signed. */
  certificate: string | null
}

/**
 * Opens a connection to a scanner. Scanners sign their certificates themselves, so that there is nothing to check
 * one with but an earlier one: it is accepted inside the office's network, and when `pinned` was noted on choosing
 * the scanner only that. Outside of it a scanner needs a certificate that is signed. Throws `scanner-gone`,
 * `scanner-silent`, `scanner-far`, `scanner-certificate`.
 */
export async function connectScanner(
  url: URL,
  pinned: string | null,
  signal: AbortSignal,
  timeout: number,
): Promise<ScannerConnection> {
  const socket = open(url)
  const cancel = (): void => void socket.destroy(new Problem('scanner-stopped'))
  signal.addEventListener('abort', cancel, { once: true })
  socket.setTimeout(timeout, () => socket.destroy(new Problem('scanner-silent')))
  try {
    await new Promise((resolve, reject) => {
      socket.once(socket instanceof tls.TLSSocket ? 'secureConnect' : 'connect', resolve)
      socket.once('error', reject)
    })
    return { socket, certificate: checkPeer(socket, pinned) }
  } catch (error) {
    socket.destroy()
    signal.throwIfAborted()
    throw error instanceof Problem ? error : new Problem('scanner-gone', {}, { cause: error })
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

function open(url: URL): net.Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.protocol === 'http:') return net.connect({ host, port: Number(url.port || 80) })
  return tls.connect({
    host,
    port: Number(url.port || 443),
    // Checked below, before a byte is sent.
    rejectUnauthorized: false,
    ...(net.isIP(host) ? {} : { servername: host }),
  })
}

function checkPeer(socket: net.Socket, pinned: string | null): string | null {
  const isLocal = isOfOffice(socket.remoteAddress ?? '')
  if (socket instanceof tls.TLSSocket) {
    if (socket.authorized) return null
    if (!isLocal) throw new Problem('scanner-far')
    const shown = socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase() ?? null
    if (pinned !== null && pinned !== shown) throw new Problem('scanner-certificate')
    return shown
  }
  if (!isLocal) throw new Problem('scanner-far')
  return null
}
