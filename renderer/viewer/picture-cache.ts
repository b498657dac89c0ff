import { pagePicture } from '../api/client.ts'

/**
 * Pictures of pages that are on the screen or about to be. The hosts forbid the browser to keep scans (they
 * would lie unencrypted in its cache), so they are kept here, in memory, a few at a time.
 */
interface Kept {
  readonly picture: Promise<string>
  /** Address of the picture once it is there. */
  address: string | undefined
}

export interface PictureSource {
  readonly id: string
  readonly scan: string
  /** The picture that the page was cut out of, instead of the page. */
  readonly isOriginal?: boolean
}

/** Two cases of an ordinary family: more would only cost a 4 GB machine its memory. */
const mostKept = 24
const kept = new Map<string, Kept>()

interface Preview {
  readonly jpeg: Uint8Array<ArrayBuffer>
  address: string | undefined
}

/** Some 100 kB each. */
const mostPreviews = 24
const previews = new Map<string, Preview>()

/** What tells pictures apart: the page's changes with its scan, its original stays what it is. */
export function pictureKey({ id, scan, isOriginal = false }: PictureSource): string {
  return isOriginal ? `original ${id}` : scan
}

/** The picture's address if it is already in memory. */
export function findPicture(page: PictureSource): string | undefined {
  return kept.get(pictureKey(page))?.address
}

/** Gets the picture of a page; rejects where the core does not give it. */
export function getPicture(page: PictureSource): Promise<string> {
  const key = pictureKey(page)
  const known = kept.get(key)
  if (known) {
    // Moved to the end: what was looked at last goes last.
    kept.delete(key)
    kept.set(key, known)
    return known.picture
  }
  const entry: Kept = { picture: fetchPicture(page), address: undefined }
  kept.set(key, entry)
  entry.picture.then(
    (address) => {
      entry.address = address
    },
    () => kept.delete(key),
  )
  letOldestGo()
  return entry.picture
}

/**
 * Keeps the preview that came along with a new page. It has at least half of the page's pixels each way
 * (main/workers/imaging/encode/archive.ts), so that a page that is shown no larger looks the same.
 */
export function keepPreview({ scan }: PictureSource, jpeg: Uint8Array<ArrayBuffer>): void {
  previews.set(scan, { jpeg, address: undefined })
  for (const [oldest, preview] of previews) {
    if (previews.size <= mostPreviews) return
    releasePreview(oldest, preview)
  }
}

/** The address of a page's preview, if there is one in memory; made when it is first seen, which takes some milliseconds. */
export function findPreview(page: PictureSource): string | undefined {
  const preview = hasPreview(page) ? previews.get(page.scan) : undefined
  if (!preview) return undefined
  preview.address ??= URL.createObjectURL(new Blob([preview.jpeg], { type: 'image/jpeg' }))
  return preview.address
}

export const hasPreview = ({ scan, isOriginal = false }: PictureSource): boolean =>
  !isOriginal && previews.has(scan)

/** Fetches ahead of need; a failure is reported only when the picture is really wanted. */
export function preparePicture(page: PictureSource): void {
  getPicture(page).catch(() => undefined)
}

/** Forgets every picture, when the screen is left or locked: nothing of a family stays in the window. */
export function forgetPictures(): void {
  for (const [key, entry] of kept) release(key, entry)
  for (const [scan, preview] of previews) releasePreview(scan, preview)
}

async function fetchPicture(page: PictureSource): Promise<string> {
  const response = await fetch(pagePicture(page, page.isOriginal ? 'original' : 'page'))
  if (!response.ok) throw new Error(`the picture was answered with ${response.status}`)
  return URL.createObjectURL(await response.blob())
}

function letOldestGo(): void {
  for (const [key, entry] of kept) {
    if (kept.size <= mostKept) return
    release(key, entry)
  }
}

function release(key: string, entry: Kept): void {
  kept.delete(key)
  entry.picture.then(
    (address) => URL.revokeObjectURL(address),
    () => undefined,
  )
}

function releasePreview(scan: string, { address }: Preview): void {
  previews.delete(scan)
  if (address) URL.revokeObjectURL(address)
}
