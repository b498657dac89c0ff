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
  /** Undefined while it is on its way or could not be had. */
  address: string | undefined
  hasFailed: boolean
  retry: () => void
}

/**
 * The picture of a page; at once where it was fetched ahead.
 *
 * @param previewDoes whether the page is shown so small that its preview looks the same, so that its picture need not be
 *   fetched, nor four million pixels be decoded while somebody types; otherwise the preview stands in for it
 */
export function usePicture(page: PictureSource, previewDoes = false): Picture {
  const { id, scan, isOriginal = false } = page
  const key = pictureKey(page)
  const isWanted = !previewDoes || !hasPreview(page)
  const [attempt, setAttempt] = useState(0)
  const [outcome, setOutcome] = useState<{ key: string; attempt: number; address: string | undefined }>()
  useEffect(() => {
    if (!isWanted) return
    let isHere = true
    const settle = (address: string | undefined) => isHere && setOutcome({ key, attempt, address })
    getPicture({ id, scan, isOriginal }).then(settle, () => settle(undefined))
    return () => {
      isHere = false
    }
  }, [id, scan, isOriginal, key, attempt, isWanted])
  const current = outcome?.key === key && outcome.attempt === attempt ? outcome : undefined
  return {
    address: current?.address ?? findPicture(page) ?? findPreview(page),
    hasFailed: current !== undefined && current.address === undefined,
    retry: () => setAttempt((count) => count + 1),
  }
}
