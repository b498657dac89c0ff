import type { Session, WebContents } from 'electron'
import { isOwnOrigin, origin } from './origin.ts'

/**
 * What no page may do here (Electron's security list, items 5 and 11-15): no permission but the camera for our
 * own page, no other address, no second window, no webview, no download, nothing opened outside.
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(permission === 'media' && isCamera(details)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame, mediaType }) =>
      permission === 'media' && mediaType === 'video' && isMainFrame && isOwnOrigin(origin),
  )
  session.setDevicePermissionHandler(() => false)
  // A file of sealed packets that our own screen hands over is saved where the person says; nothing else is.
  session.on('will-download', (event, item) => {
    const isPackets = item.getURL().startsWith(`blob:${origin}`) && item.getFilename().endsWith('.paket')
    if (!isPackets) event.preventDefault()
  })
  session.setSpellCheckerEnabled(false)
}

/** Whether our page asks for moving pictures alone. A request that names no kind of media means the screen. */
function isCamera(request: { isMainFrame: boolean; requestingUrl: string; mediaTypes?: string[] }): boolean {
  const { isMainFrame, requestingUrl, mediaTypes = [] } = request
  return (
    isMainFrame &&
    isOwnOrigin(requestingUrl) &&
    mediaTypes.length > 0 &&
    mediaTypes.every((type) => type === 'video')
  )
}

export function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Fires for the top frame as well: there our own address may be loaded again, and no other.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnOrigin(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOwnOrigin(event.url)) event.preventDefault()
  })
}
