import { useEffect, useState } from 'react'
import {
  findPicture,
  findPreview,
  getPicture,
  hasPreview,
  type PictureSource,
  pictureKey,
} from './picture-cache.ts'

export interface Picture {
  /** Undefined while loading or after a failure. */
  url: string | undefined
  hasFailed: boolean
  retry: () => void
}

/**
 * The picture of a page; without delay where it was prefetched.
 *
 * @param previewSuffices whether the page is shown so small that its preview looks the same: then the picture
 * is not
 *   fetched, and four million pixels need not be decoded while somebody types. Otherwise the preview is a
 *   placeholder
 */
export function usePicture(page: PictureSource, previewSuffices = false): Picture {
  const { id, scan, isOriginal = false } = page
  const key = pictureKey(page)
  const isWanted = !previewSuffices || !hasPreview(page)
  const [attempt, setAttempt] = useState(0)
  const [outcome, setOutcome] = useState<{ key: string; attempt: number; url: string | undefined }>()
  useEffect(() => {
    if (!isWanted) return
    let isMounted = true
    const finish = (url: string | undefined) => isMounted && setOutcome({ key, attempt, url })
    getPicture({ id, scan, isOriginal }).then(finish, () => finish(undefined))
    return () => {
      isMounted = false
    }
  }, [id, scan, isOriginal, key, attempt, isWanted])
  const current = outcome?.key === key && outcome.attempt === attempt ? outcome : undefined
  return {
    url: current?.url ?? findPicture(page) ?? findPreview(page),
    hasFailed: current !== undefined && current.url === undefined,
    retry: () => setAttempt((count) => count + 1),
  }
}
