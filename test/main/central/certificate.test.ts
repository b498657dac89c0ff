import { describe, expect, test } from 'vitest'
import { connectAdministrator } from '../../../main/central/administrator.ts'
import { connectToCentral, testConnection } from '../../../main/central/central-client.ts'
import { Problem } from '../../../shared/problems.ts'
import { startCutProxy } from '../../support/cut-proxy.ts'
import { type MariaDB, startMariaDB } from '../../support/mariadb.ts'

/** An account that no server has: whether it is refused says whether the line was trusted. */
const settingsOf = (server: MariaDB, host: string) => ({
  host,
  port: server.port,
  database: 'any',
  user: 'nobody',
  password: 'secret',
  certificateAuthority: server.ca ?? '',
})

const trusted = new Problem('centre-refused-account')
const distrusted = new Problem('centre-certificate')

describe("the server's certificate", () => {
  test('for an address is valid for the address, not for a name', async () => {
    await using server = await startMariaDB({ tls: 'address-only' })
    await expect(connectToCentral(settingsOf(server, '127.0.0.1'))).rejects.toThrow(trusted)
    await expect(connectToCentral(settingsOf(server, 'localhost'))).rejects.toThrow(distrusted)
  })

  test('for a name is valid for the name, not for its address', async () => {
    await using server = await startMariaDB({ tls: 'name-only' })
    await expect(connectToCentral(settingsOf(server, 'localhost'))).rejects.toThrow(trusted)
    await expect(connectToCentral(settingsOf(server, '127.0.0.1'))).rejects.toThrow(distrusted)
  })

  test('of a foreign authority or for another host is refused, by the administrator too', async () => {
    for (const tls of ['foreign-ca', 'wrong-name'] as const) {
      await using server = await startMariaDB({ tls })
      await expect(testConnection(settingsOf(server, '127.0.0.1'))).rejects.toThrow(distrusted)
      const address = { ...settingsOf(server, '127.0.0.1'), user: 'root', password: '' }
      await expect(connectAdministrator(address)).rejects.toThrow(distrusted)
    }
  })

  test('is required: a server without TLS gets no password', async () => {
    await using server = await startMariaDB()
    await expect(
      connectToCentral({ ...settingsOf(server, '127.0.0.1'), certificateAuthority: 'none' }),
    ).rejects.toThrow(distrusted)
  })

  test('is not blamed for a disconnect during the handshake', async () => {
    await using server = await startMariaDB({ tls: true })
    for (const cutAfterBytes of [0, 30, 36, 100, 300, 350, 400, 500, 600]) {
      await using proxy = await startCutProxy(server.port, { cutAfterBytes })
      await expect(
        connectToCentral({ ...settingsOf(server, '127.0.0.1'), port: proxy.port }),
      ).rejects.toThrow(new Problem('centre-unreachable'))
    }
  })
})

test('times out at a server that is no database or does not answer', async () => {
  await using server = await startMariaDB({ tls: true })
  await using proxy = await startCutProxy(server.port, { halfOpen: true })
  const settings = { ...settingsOf(server, '127.0.0.1'), port: proxy.port }
  await expect(connectToCentral(settings, { open: 300, answer: 300 })).rejects.toThrow(
    new Problem('centre-unreachable'),
  )
  await expect(connectToCentral({ ...settings, port: 1 })).rejects.toThrow(new Problem('centre-unreachable'))
  await expect(connectToCentral({ ...settings, host: 'centre.invalid' })).rejects.toThrow(
    new Problem('centre-unreachable'),
  )
})
