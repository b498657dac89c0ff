import fs from 'node:fs/promises'
import path from 'node:path'

/** One file of the built screens, ready to be answered by either host. */
export interface WebAsset {
  bytes: Uint8Array<ArrayBuffer>
  mediaType: string
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
}

/**
 * The file that a URL path names inside `folder`, or undefined: no other folder, no kind of file that the
 * screens are not made of. `/` is the application itself.
 */
export async function findWebAsset(folder: string, urlPath: string): Promise<WebAsset | undefined> {
  const name = urlPath === '/' ? 'index.html' : decodePath(urlPath)
  const file = path.resolve(folder, `.${path.posix.normalize(`/${name ?? ''}`)}`)
  const mediaType = mediaTypes[path.extname(file)]
  if (name === undefined || mediaType === undefined || !file.startsWith(folder + path.sep)) return undefined
  try {
    return { bytes: new Uint8Array(await fs.readFile(file)), mediaType }
  } catch {
    return undefined
  }
}

function decodePath(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
}

/**
 * Sent with every answer of either host. Scripts, styles and fonts only from ourselves, nothing inline,
 * nothing framed, and nothing kept: a scan in a disk cache would lie there unencrypted.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), usb=()',
}
