import fs from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BrowserHost, startBrowserHost } from '../../../main/browser/browser.ts'
import type { Core } from '../../../main/core/core.ts'
import { largestPacketFile } from '../../../shared/contract/packet-calls.ts'
import { decodeWire, encodeWire } from '../../../shared/contract/wire.ts'
import { startCore } from '../../support/core.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

let core: Core
let host: BrowserHost
let origin: string
let folder: Awaited<ReturnType<typeof makeTempFolder>>
const shown: string[] = []

beforeAll(async () => {
  folder = await makeTempFolder('browser')
  const screens = path.join(folder.path, 'screens')
  await fs.mkdir(screens)
  await fs.writeFile(path.join(screens, 'index.html'), '<!doctype html><title>SOLID Loket</title>')
  await fs.writeFile(path.join(folder.path, 'secret.html'), 'not for the screen')
  core = startCore(path.join(folder.path, 'data'))
  host = await startBrowserHost({
    core,
    screens,
    port: 0,
    onUnknownVisitor: (address) => shown.push(address),
  })
  origin = new URL(host.newAddress()).origin
})

afterAll(async () => {
  await host.close()
  await core.close()
  await folder[Symbol.asyncDispose]()
})

interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

/** A request as any program on this machine could make it: every header is the caller's own. */
function request(
  target: string,
  options: { method?: string; headers?: Record<string, string>; body?: Uint8Array } = {},
): Promise<Answer> {
  const { port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const sent = http.request(
      {
        host: '127.0.0.1',
        port,
        path: target,
        method: options.method ?? 'GET',
        headers: options.headers ?? {},
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

async function enter(): Promise<string> {
  const { pathname, search } = new URL(host.newAddress())
  const answer = await request(`${pathname}${search}`)
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}

const state = (headers: Record<string, string>) =>
  request('/call/session.state', { method: 'POST', headers, body: encodeWire({}) })

describe('the loopback host', () => {
  test('opens by an address that works once', async () => {
    const { pathname, search } = new URL(host.newAddress())
    const first = await request(`${pathname}${search}`)
    expect(first.status).toBe(303)
    expect(first.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await request(`${pathname}${search}`)).status).toBe(403)
    expect(shown.length).toBeGreaterThan(0)
  })

  test('answers nobody who did not come by such an address', async () => {
    expect((await request('/')).status).toBe(403)
    expect((await state({})).status).toBe(403)
    expect((await state({ cookie: 'loket=guessed' })).status).toBe(403)
    expect((await request('/events')).status).toBe(403)
  })

  test('refuses another Host (DNS rebinding) and another Origin (a page of another site)', async () => {
    const cookie = await enter()
    expect((await state({ cookie })).status).toBe(200)
    expect((await state({ cookie, host: 'loket.example:80' })).status).toBe(403)
    expect((await state({ cookie, origin: 'https://example.org' })).status).toBe(403)
    expect((await state({ cookie, origin: 'null' })).status).toBe(403)
    expect((await state({ cookie, origin })).status).toBe(200)
  })

  test('listens on 127.0.0.1 and nowhere else', () => {
    expect(new URL(origin).hostname).toBe('127.0.0.1')
  })

  test('sends its policy with every answer and lets nothing be kept', async () => {
    const cookie = await enter()
    for (const answer of [await request('/', { headers: { cookie } }), await request('/nothing')]) {
      const policy = answer.headers['content-security-policy']
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
    }
  })

  test('serves the screens and no other file', async () => {
    const headers = { cookie: await enter() }
    expect((await request('/', { headers })).body.toString()).toContain('SOLID Loket')
    for (const target of ['/../secret.html', '/..%2fsecret.html', '/%2e%2e/secret.html', '/%']) {
      expect((await request(target, { headers })).status, target).toBe(404)
    }
  })

  test('answers what is no call, or no message, with a value and not with a crash', async () => {
    const headers = { cookie: await enter() }
    const broken = [
      request('/call/session.state', { method: 'POST', headers, body: Buffer.from('not a message') }),
      request('/call/nothing.at-all', { method: 'POST', headers, body: encodeWire({}) }),
      request('/call/constructor', { method: 'POST', headers, body: encodeWire({}) }),
    ]
    for (const answer of await Promise.all(broken)) {
      expect(decodeWire(answer.body)).toMatchObject({ ok: false, problem: { code: 'input-malformed' } })
    }
    expect((await request('/call/session.state', { headers })).status).toBe(405)
  })

  test('a call that needs a person is refused until one has signed in', async () => {
    const headers = { cookie: await enter() }
    const answer = await request('/call/applications.list', {
      method: 'POST',
      headers,
      body: encodeWire({ statuses: [], after: null }),
    })
    expect(decodeWire(answer.body)).toEqual({ ok: false, problem: { code: 'not-signed-in', data: {} } })
    expect((await request('/scans/0190a0b0-0000-7000-8000-000000000000', { headers })).status).toBe(404)
  })

  test('a body larger than any file is cut off', async () => {
    const headers = { cookie: await enter() }
    const answer = await request('/call/pages.add', {
      method: 'POST',
      headers,
      body: Buffer.alloc(largestPacketFile + 2_000_000),
    })
    expect(answer.status).toBe(413)
  })
})
