import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { decodeWire, encodeWire } from '../../shared/contract/wire.ts'
import type { Core } from '../core/core.ts'
import { findWebAsset, securityHeaders } from '../web-assets/web-assets.ts'
import { createConnections } from './connections.ts'
import { readBody } from './request-body.ts'

export interface BrowserHost {
  /** An address that opens the application once: it carries a token that the first visit uses up. */
  newAddress(): string
  close(): Promise<void>
}

export interface BrowserHostDependencies {
  core: Core
  /** Folder of the built screens. */
  screens: string
  /** 0 takes a free port. */
  port: number
  /** Told when somebody came without a valid connection, so that a fresh address can be shown. */
  onUnknownVisitor: (address: string) => void
}

/**
 * The same core and screens in a browser, for machines without Electron. Listens on 127.0.0.1 only. A page of
 * another site cannot reach it: the connection's cookie is SameSite=Strict and HttpOnly, the Host header must
 * be ours (no DNS rebinding), and an Origin header, where there is one, too.
 */
export async function startBrowserHost(dependencies: BrowserHostDependencies): Promise<BrowserHost> {
  const { core, screens } = dependencies
  const connections = createConnections()
  const streams = new Map<http.ServerResponse, string>()
  let origin = ''

  const server = http.createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    handle(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })

  async function handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    if (!isSameOrigin(request)) return sendError(response, 403)
    if (url.pathname === '/' && url.searchParams.has('token')) return redeemToken(url, response)
    const connection = connections.find(request.headers.cookie)
    if (connection === undefined) {
      if (url.pathname === '/') dependencies.onUnknownVisitor(newAddress())
      return sendError(response, 403, 'Buka SOLID Loket dari alamat baru yang tampil di jendela perintah.')
    }
    if (url.pathname === '/events') return openEventStream(connection, response)
    if (url.pathname.startsWith('/call/'))
      return answerCall(connection, url.pathname.slice(6), request, response)
    if (url.pathname.startsWith('/scans/')) return answerScan(connection, url, response)
    const file = await findWebAsset(screens, url.pathname)
    if (!file) return sendError(response, 404)
    response.writeHead(200, { 'Content-Type': file.mediaType }).end(file.bytes)
  }

  function isSameOrigin(request: http.IncomingMessage): boolean {
    if (`http://${request.headers.host}` !== origin) return false
    return request.headers.origin === undefined || request.headers.origin === origin
  }

  function redeemToken(url: URL, response: http.ServerResponse): void {
    const cookie = connections.open(url.searchParams.get('token') ?? '')
    if (cookie === undefined) {
      dependencies.onUnknownVisitor(newAddress())
      sendError(response, 403, 'Alamat ini sudah dipakai. Buka alamat baru yang tampil di jendela perintah.')
      return
    }
    response.writeHead(303, { Location: '/', 'Set-Cookie': cookie }).end()
  }

  function openEventStream(connection: string, response: http.ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()
    streams.set(response, connection)
    response.on('close', () => streams.delete(response))
  }

  async function answerCall(
    connection: string,
    name: string,
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    if (request.method !== 'POST') return sendError(response, 405)
    const body = await readBody(request)
    if (!body) return sendError(response, 413)
    const input = decodeOrUndefined(body)
    const result = await core.call(connection, name, input)
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(encodeWire(result))
  }

  async function answerScan(connection: string, url: URL, response: http.ServerResponse): Promise<void> {
    const pageId = url.pathname.slice('/scans/'.length)
    const scan = await core.readScan(connection, pageId, url.searchParams.get('size'))
    if (!scan) return sendError(response, 404)
    response.writeHead(200, { 'Content-Type': scan.mediaType }).end(scan.bytes)
  }

  function newAddress(): string {
    return `${origin}/?token=${connections.newToken()}`
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(dependencies.port, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${listeningPort(server.address())}`
  const stopEvents = core.onEvent((event) => {
    for (const stream of streams.keys()) stream.write(`data: ${event}\n\n`)
  })

  return {
    newAddress,
    close: async () => {
      stopEvents()
      for (const stream of streams.keys()) stream.end()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function decodeOrUndefined(body: Uint8Array): unknown {
  try {
    return decodeWire(body)
  } catch {
    // The dispatcher answers what it cannot parse with `input-malformed`.
    return undefined
  }
}

function sendError(response: http.ServerResponse, status: number, sentence = ''): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(sentence)
}

function listeningPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}
