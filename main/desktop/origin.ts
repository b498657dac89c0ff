/** The application's own scheme: never file://, so that a page can read no file (security list, item 18). */
export const scheme = 'loket'
export const origin = `${scheme}://aplikasi`

/** Whether a frame's address is the application's own. */
export function isOwnOrigin(address: string): boolean {
  try {
    const url = new URL(address)
    return `${url.protocol}//${url.host}` === origin
  } catch {
    return false
  }
}
