import { createConnection } from 'mysql2/promise'
import { describe, expect, test } from 'vitest'
import { startCutProxy } from './cut-proxy.ts'
import { startMariaDB } from './mariadb.ts'

describe('a test server of MariaDB', () => {
  test('keeps what was committed through a power cut', async () => {
    await using server = await startMariaDB()
    const before = await createConnection(server.rootUrl)
    await before.query('CREATE DATABASE kept')
    await before.query('CREATE TABLE kept.row (n INT PRIMARY KEY)')
    await before.query('INSERT INTO kept.row VALUES (1)')
    before.on('error', () => {})
    await server.kill()
    await expect(createConnection(server.rootUrl)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await server.resume()
    const after = await createConnection(server.rootUrl)
    const [rows] = await after.query('SELECT n FROM kept.row')
    expect(rows).toEqual([{ n: 1 }])
    await after.end()
  })

  test.each([
    ['good', undefined],
    ['wrong-name', 'does not match certificate'],
    ['foreign-ca', 'self-signed certificate in certificate chain'],
  ] as const)('shows a %s certificate', async (kind, refusal) => {
    await using server = await startMariaDB({ tls: kind })
    const connecting = createConnection({
      host: server.host,
      port: server.port,
      user: 'root',
      ssl: { ca: server.ca ?? '', rejectUnauthorized: true, verifyIdentity: true },
    })
    if (refusal !== undefined) {
      await expect(connecting).rejects.toThrow(refusal)
      return
    }
    const connection = await connecting
    const [rows] = await connection.query("SHOW STATUS LIKE 'Ssl_version'")
    expect(rows).toEqual([{ Variable_name: 'Ssl_version', Value: expect.stringMatching(/^TLSv1\.[23]$/) }])
    await connection.end()
  })
})

describe('a connection that is cut', () => {
  test('forwards everything until the cut, and nothing after it', async () => {
    await using server = await startMariaDB()
    await using line = await startCutProxy(server.port)
    const url = `mysql://root@127.0.0.1:${line.port}/`
    const good = await createConnection(url)
    const [rows] = await good.query('SELECT LENGTH(?) AS length', ['x'.repeat(300_000)])
    expect(rows).toEqual([{ length: 300_000 }])
    await good.end()
    expect(line.counted.bytesUp).toBeGreaterThan(300_000)

    line.setCondition({ cutAfterBytes: 100_000 })
    const short = await createConnection(url)
    await expect(short.query('SELECT LENGTH(?)', ['x'.repeat(300_000)])).rejects.toThrow()

    line.setCondition({ refuse: true })
    await expect(createConnection(url)).rejects.toThrow()
    line.setCondition({ halfOpen: true })
    await expect(createConnection({ uri: url, connectTimeout: 300 })).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    })
  })
})
