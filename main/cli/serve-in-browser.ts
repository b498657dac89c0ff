import path from 'node:path'
import { type BrowserHost, startBrowserHost } from '../browser/browser.ts'
import { createCore } from '../core/core.ts'
import { startImagingInNode } from '../workers/imaging/client.ts'
import { startReadingInNode } from '../workers/ocr/client.ts'
import { startScanningInNode } from '../workers/scanning/client.ts'
import { applicationVersion } from './application-version.ts'

/** The core and the loopback host around it. `folder` holds the office's data, `project` the built screens. */
export async function serveInBrowser(where: {
  folder: string
  project: string
  port: number
}): Promise<BrowserHost> {
  const core = createCore({
    folder: where.folder,
    startImaging: startImagingInNode,
    startReading: startReadingInNode,
    startScanning: startScanningInNode,
    nativeBinding: process.env.SOLID_SQLITE_ADDON,
    host: 'browser',
    version: applicationVersion(),
  })
  const host = await startBrowserHost({
    core,
    screens: path.join(where.project, 'out', 'renderer'),
    port: where.port,
    onUnknownVisitor: (address) => console.log(`SOLID Loket: ${address}`),
  })
  return {
    newAddress: host.newAddress,
    close: async () => {
      await host.close()
      await core.close()
    },
  }
}
