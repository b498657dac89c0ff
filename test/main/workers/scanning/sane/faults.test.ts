import { expect, test } from 'vitest'
import { saneProblem } from '../../../../../main/workers/scanning/sane/faults.ts'

test.each([
  [1, 'scanimage: open of device fujitsu:fi-7160:1 failed: Device busy', 'scanner-busy'],
  [1, 'scanimage: open of device genesys:libusb:001:004 failed: Invalid argument', 'scanner-gone'],
  [1, 'scanimage: open of device epson2:libusb failed: Access to resource has been denied', 'scanner-denied'],
  [1, 'scanimage: no SANE devices found', 'scanner-gone'],
  [1, 'scanimage: setting of option --source failed (Invalid argument)', 'scanner-unsuited'],
  [null, 'scanimage: sane_start: Document feeder jammed', 'scanner-jammed'],
  [9, 'scanimage: sane_read: Error during device I/O', 'scanner-gone'],
  [134, 'libpng error: No IDATs written into file', 'scanner-fault'],
])('status %j with "%s" is %s', (status, complaints, code) => {
  expect(saneProblem(status, complaints).code).toBe(code)
})
