import type { ScannerRoute } from '../../../shared/scanning.ts'
import type { ScannerDriver } from './driver.ts'
import { createEsclDriver } from './escl/escl-driver.ts'
import { saneDriver } from './sane/sane-driver.ts'
import { createWiaDriver } from './wia/wia-driver.ts'

/** How a device of a route is spoken to. */
export function driverFor(route: ScannerRoute): ScannerDriver {
  return { sane: saneDriver, escl: createEsclDriver({ addresses: [] }), wia: createWiaDriver() }[route]
}

/** The ways to look for scanners on this computer; `addresses` are eSCL scanners that do not announce themselves. */
export function allDrivers(addresses: readonly string[]): ScannerDriver[] {
  return [process.platform === 'win32' ? createWiaDriver() : saneDriver, createEsclDriver({ addresses })]
}
