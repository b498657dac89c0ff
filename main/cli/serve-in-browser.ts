import path from 'node:path'
import { type BrowserHost, startBrowserHost } from '../browser/browser.ts'
import { createCore } from '../core/core.ts'
import { startImagingInNode } from '../workers/imaging/client.ts'
import { startOcrInNode } from '../workers/ocr/client.ts'
import { startScanningInNode } from '../workers/scanning/client.ts'
import { applicationVersion } from './application-version.ts'

/** The core and the loopback host around it. `folder` holds the office's data, `project` the built screens. */
export async function serveInBrowser(options: {
  folder: string
  project: string
  port: number
}): Promise<BrowserHost> {
  const core = createCore({
    folder: options.folder,
    startImaging: startImagingInNode,
    startOcr: startOcrInNode,
    startScanning: startScanningInNode,
    nativeBinding: process.env.SOLID_SQLITE_ADDON,
    host: 'browser',
    version: applicationVersion(),
  })
  const host = await startBrowserHost({
    core,
    screens: path.join(options.project, 'out', 'renderer'),
    port: options.port,
    onUnauthenticatedVisit: (address) => console.log(`SOLID Loket: ${address}`),
  })
  return {
    newAddress: host.newAddress,
    close: async () => {
      await host.close()
      await core.close()
    },
  }
}
