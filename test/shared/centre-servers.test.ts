import { expect, test } from 'vitest'
import { centreServers } from '../../shared/centre-servers.ts'
import { CentreSettings } from '../../shared/office.ts'

test.each([
  ['pusat.kota.go.id', [{ host: 'pusat.kota.go.id', port: 3306 }]],
  ['10.1.0.7:3307', [{ host: '10.1.0.7', port: 3307 }]],
  ['::1', [{ host: '::1', port: 3306 }]],
  ['[fd00::7]:3308', [{ host: 'fd00::7', port: 3308 }]],
  [
    'db1.kota.go.id, db2.kota.go.id:3307,[fd00::7]',
    [
      { host: 'db1.kota.go.id', port: 3306 },
      { host: 'db2.kota.go.id', port: 3307 },
      { host: 'fd00::7', port: 3306 },
    ],
  ],
])('%s', (address, servers) => {
  expect(centreServers(address, 3306)).toEqual(servers)
})

test.each(['', ' ', 'db1,', 'db1,,db2', 'db 1', 'db1:0', 'db1:70000', 'db1:x', 'mysql://db1', '[db1'])(
  '"%s" names no servers',
  (address) => {
    expect(centreServers(address, 3306)).toBeUndefined()
    expect(CentreSettings.shape.host.safeParse(address).success).toBe(false)
  },
)
