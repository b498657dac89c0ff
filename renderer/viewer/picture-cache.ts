import { pagePicture } from '../api/client.ts'

/**
 * In-memory LRU cache of page pictures. The hosts forbid the browser to cache scans, which would lie
 * unencrypted on disk.
 */
interface CachedPicture {
  readonly picture: Promise<string>
  /** Object URL once loaded. */
  url: string | undefined
}

export interface PictureSource {
  readonly id: string
  readonly scan: string
  /** The original that the page was cropped from, instead of the page. */
  readonly isOriginal?: boolean
}

/** Two cases of an ordinary family; a 4 GB machine has no memory for more. */
const maxPictures = 24
const cache = new Map<string, CachedPicture>()

interface Preview {
  readonly jpeg: Uint8Array<ArrayBuffer>
  url: string | undefined
}

/** Some 100 kB each. */
const maxPreviews = 24
const previews = new Map<string, Preview>()

/** Cache key: a page's picture changes with its scan, its original never does. */
export function pictureKey({ id, scan, isOriginal = false }: PictureSource): string {
  return isOriginal ? `original ${id}` : scan
}

/** The picture's object URL if it is cached. */
export function findPicture(page: PictureSource): string | undefined {
  return cache.get(pictureKey(page))?.url
}

/** Fetches the picture of a page, or takes it from the cache; rejects where the core refuses it. */
export function getPicture(page: PictureSource): Promise<string> {
  const key = pictureKey(page)
  const cached = cache.get(key)
  if (cached) {
    // LRU: moved to the end.
    cache.delete(key)
    cache.set(key, cached)
    return cached.picture
  }
  const entry: CachedPicture = { picture: fetchPicture(page), url: undefined }
  cache.set(key, entry)
  entry.picture.then(
    (url) => {
      entry.url = url
    },
    () => cache.delete(key),
  )
  evictOldest()
  return entry.picture
}

/**
 * Caches the preview that came with a new page. It has at least half of the page's pixels each way
 * (main/workers/imaging/encode/archive.ts), enough for a page that is shown no larger.
 */
export function cachePreview({ scan }: PictureSource, jpeg: Uint8Array<ArrayBuffer>): void {
  previews.set(scan, { jpeg, url: undefined })
  for (const [oldest, preview] of previews) {
    if (previews.size <= maxPreviews) return
    evictPreview(oldest, preview)
  }
}

/** Object URL of a page's preview if it is cached; created lazily, which takes some milliseconds. */
export function findPreview(page: PictureSource): string | undefined {
  const preview = hasPreview(page) ? previews.get(page.scan) : undefined
  if (!preview) return undefined
  preview.url ??= URL.createObjectURL(new Blob([preview.jpeg], { type: 'image/jpeg' }))
  return preview.url
}

export const hasPreview = ({ scan, isOriginal = false }: PictureSource): boolean =>
  !isOriginal && previews.has(scan)

/** Fetches a picture ahead of need; a failure shows only when it is really needed. */
export function prefetchPicture(page: PictureSource): void {
  getPicture(page).catch(() => undefined)
}

/** Clears the cache when the screen is left or locked: no family's pictures stay in memory. */
export function clearPictures(): void {
  for (const [key, entry] of cache) evict(key, entry)
  for (const [scan, preview] of previews) evictPreview(scan, preview)
}

async function fetchPicture(page: PictureSource): Promise<string> {
  const response = await fetch(pagePicture(page, page.isOriginal ? 'original' : 'page'))
  if (!response.ok) throw new Error(`the picture was answered with ${response.status}`)
  return URL.createObjectURL(await response.blob())
}

function evictOldest(): void {
  for (const [key, entry] of cache) {
    if (cache.size <= maxPictures) return
    evict(key, entry)
  }
}

function evict(key: string, entry: CachedPicture): void {
  cache.delete(key)
  entry.picture.then(
    (url) => URL.revokeObjectURL(url),
    () => undefined,
  )
}

function evictPreview(scan: string, { url }: Preview): void {
  previews.delete(scan)
  if (url) URL.revokeObjectURL(url)
}
