import { pagePicture } from '../app/client.ts'

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
}

/** Two cases of an ordinary family: more would only cost a 4 GB machine its memory. */
const mostKept = 24
const kept = new Map<string, Kept>()

/** The picture's address if it is already in memory. */
export function findPicture(page: PictureSource): string | undefined {
  return kept.get(page.scan)?.address
}

/** Gets the picture of a page; rejects where the core does not give it. */
export function getPicture(page: PictureSource): Promise<string> {
  const known = kept.get(page.scan)
  if (known) {
    // Moved to the end: what was looked at last goes last.
    kept.delete(page.scan)
    kept.set(page.scan, known)
    return known.picture
  }
  const entry: Kept = { picture: fetchPicture(page), address: undefined }
  kept.set(page.scan, entry)
  entry.picture.then(
    (address) => {
      entry.address = address
    },
    () => kept.delete(page.scan),
  )
  letOldestGo()
  return entry.picture
}

/** Fetches ahead of need; a failure is reported only when the picture is really wanted. */
export function preparePicture(page: PictureSource): void {
  getPicture(page).catch(() => undefined)
}

/** Forgets every picture, when the screen is left or locked: nothing of a family stays in the window. */
export function forgetPictures(): void {
  for (const [scan, entry] of kept) release(scan, entry)
}

async function fetchPicture(page: PictureSource): Promise<string> {
  const response = await fetch(pagePicture(page, 'page'))
  if (!response.ok) throw new Error(`the picture was answered with ${response.status}`)
  return URL.createObjectURL(await response.blob())
}

function letOldestGo(): void {
  for (const [scan, entry] of kept) {
    if (kept.size <= mostKept) return
    release(scan, entry)
  }
}

function release(scan: string, entry: Kept): void {
  kept.delete(scan)
  entry.picture.then(
    (address) => URL.revokeObjectURL(address),
    () => undefined,
  )
}
