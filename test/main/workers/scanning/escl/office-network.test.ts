import { expect, test } from 'vitest'
import { isOfOffice } from '../../../../../main/workers/scanning/escl/office-network.ts'

test.each([
  '10.1.2.3',
  '172.31.0.9',
  '192.168.100.20',
  '169.254.7.7',
  '127.0.0.1',
  'fe80::1%eth0',
  'fd00::20',
])('%s is inside an office', (address) => expect(isOfOffice(address)).toBe(true))

test.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2001:db8::1', ''])('%s is not', (address) =>
  expect(isOfOffice(address)).toBe(false),
)
