import { protocol, type Session } from 'electron'
import { findWebAsset, securityHeaders } from '../web-assets/web-assets.ts'
import type { CoreConnection } from './core-connection.ts'
import { origin, scheme } from './origin.ts'

/** Must run before the application is ready: makes our scheme a secure origin like https. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: false } },
  ])
}

/** Answers the screens' files and the scans. `connectionOf` names the only window that may ask for scans. */
export function serveApplication(
  session: Session,
  core: CoreConnection,
  screens: string,
  connection: () => string,
): void {
  session.protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    if (`${url.protocol}//${url.host}` !== origin || request.method !== 'GET') return answer(404)
    if (url.pathname.startsWith('/scans/')) {
      const scan = await core.readScan(
        connection(),
        url.pathname.slice('/scans/'.length),
        url.searchParams.get('size'),
      )
      return scan ? answer(200, new Uint8Array(scan.bytes), scan.mediaType) : answer(404)
    }
    const file = await findWebAsset(screens, url.pathname)
    return file ? answer(200, file.bytes, file.mediaType) : answer(404)
  })
}

function answer(status: number, bytes?: Uint8Array<ArrayBuffer>, mediaType = 'text/plain'): Response {
  return new Response(bytes ?? null, { status, headers: { ...securityHeaders, 'Content-Type': mediaType } })
}
