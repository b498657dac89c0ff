import { useEffect, useState } from 'react'
import { findPicture, getPicture, type PictureSource, pictureKey } from './pictures.ts'

export interface Picture {
  /** Undefined while it is on its way or could not be had. */
  address: string | undefined
  hasFailed: boolean
  retry: () => void
}

/** The picture of a page; at once where it was fetched ahead. */
export function usePicture(page: PictureSource): Picture {
  const { id, scan, isOriginal = false } = page
  const key = pictureKey(page)
  const [attempt, setAttempt] = useState(0)
  const [outcome, setOutcome] = useState<{ key: string; attempt: number; address: string | undefined }>()
  useEffect(() => {
    let isWanted = true
    const tell = (address: string | undefined) => isWanted && setOutcome({ key, attempt, address })
    getPicture({ id, scan, isOriginal }).then(tell, () => tell(undefined))
    return () => {
      isWanted = false
    }
  }, [id, scan, isOriginal, key, attempt])
  const current = outcome?.key === key && outcome.attempt === attempt ? outcome : undefined
  return {
    address: current?.address ?? findPicture(page),
    hasFailed: current !== undefined && current.address === undefined,
    retry: () => setAttempt((count) => count + 1),
  }
}
