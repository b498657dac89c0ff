import http from 'node:http'
import { Problem } from '../../../../shared/problems.ts'
import { connectScanner } from './connection.ts'

/** A scanner as requests reach it. */
export interface EsclTarget {
  /** Without a slash at the end: `http://192.168.1.20/eSCL`. */
  base: URL
  pinned: string | null
}

export interface EsclRequest {
  method: 'GET' | 'POST' | 'DELETE'
  /** `/eSCL/ScannerStatus` */
  path: string
  body?: string
  signal: AbortSignal
  /** Milliseconds without a byte after which the scanner counts as silent. */
  timeout: number
  /** Part of the answer that has come, 0 to 1; null where its length is not known. */
  onProgress?: (fraction: number | null) => void
}

export interface EsclAnswer {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
  certificate: string | null
}

/** No page is larger (`largestFileBytes` of the contract); a scanner gone mad does not fill our memory. */
const maxBytes = 41_000_000

/**
 * One request over a connection of its own; a redirection is not followed. Throws what `connectScanner` throws,
 * `scanner-gone` where the connection is cut before the answer is whole, and the signal's reason.
 */
export async function exchange(target: EsclTarget, request: EsclRequest): Promise<EsclAnswer> {
  const { signal, timeout } = request
  signal.throwIfAborted()
  const { socket, certificate } = await connectScanner(target.base, target.pinned, signal, timeout)
  try {
    const answer = await send(target.base, request, () => socket)
    return { ...answer, certificate }
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof Problem ? error : new Problem('scanner-gone', {}, { cause: error })
  } finally {
    socket.destroy()
  }
}

async function send(
  base: URL,
  { method, path, body, signal, onProgress }: EsclRequest,
  createConnection: http.RequestOptions['createConnection'],
): Promise<Omit<EsclAnswer, 'certificate'>> {
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const outgoing = http.request({
      method,
      path,
      headers: {
        Host: base.host,
        ...(body === undefined
          ? {}
          : { 'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body) }),
      },
      createConnection,
      signal,
    })
    outgoing.once('response', resolve)
    outgoing.once('error', reject)
    outgoing.end(body)
  })
  const total = Number(response.headers['content-length'])
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue
    chunks.push(chunk)
    length += chunk.length
    if (length > maxBytes) throw new Problem('file-too-large', { megabytes: 40 })
    onProgress?.(total > 0 ? Math.min(1, length / total) : null)
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }
}
