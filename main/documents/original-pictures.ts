import type { Imaging } from '../workers/imaging/client.ts'
import type { Picture } from './blob-store.ts'

/** How many are kept in memory: the one that is looked at, and those beside it. */
const kept = 4

/**
 * The pictures of original files as they are shown beside the page that was cut out of them: decoded in the
 * process for foreign files, like everything that comes from outside, and never stored.
 */
export function createOriginalPictures(imaging: Pick<Imaging, 'show'>) {
  const shown = new Map<string, Promise<Uint8Array>>()

  /** `hash` is the file's, `picture` counts its pictures from 0. Throws what `Imaging.show` throws. */
  return async function show(hash: string, picture: number, file: () => Uint8Array): Promise<Picture> {
    const key = `${hash} ${picture}`
    const showing = shown.get(key) ?? imaging.show(file(), picture)
    shown.delete(key)
    shown.set(key, showing)
    // What failed is tried again the next time.
    showing.catch(() => shown.delete(key))
    const [oldest] = shown.keys()
    if (shown.size > kept && oldest !== undefined) shown.delete(oldest)
    return { bytes: await showing, mediaType: 'image/jpeg' }
  }
}
