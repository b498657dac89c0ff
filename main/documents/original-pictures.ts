import type { ImagingClient } from '../workers/imaging/client.ts'
import type { StoredPicture } from './blob-store.ts'

/** How many are kept in memory: the one that is looked at, and those beside it. */
const capacity = 4

/**
 * The pictures of original files as they are shown beside the page that was cut out of them: decoded in the
 * process for foreign files, like everything that comes from outside, and never stored.
 */
export function createOriginalPictures(imaging: Pick<ImagingClient, 'show'>) {
  const cache = new Map<string, Promise<Uint8Array>>()

  /** `hash` is the file's, `picture` counts its pictures from 0. Throws what `Imaging.show` throws. */
  return async function show(hash: string, picture: number, file: () => Uint8Array): Promise<StoredPicture> {
    const key = `${hash} ${picture}`
    const shown = cache.get(key) ?? imaging.show(file(), picture)
    cache.delete(key)
    cache.set(key, shown)
    // What failed is tried again the next time.
    shown.catch(() => cache.delete(key))
    const [oldest] = cache.keys()
    if (cache.size > capacity && oldest !== undefined) cache.delete(oldest)
    return { bytes: await shown, mediaType: 'image/jpeg' }
  }
}
