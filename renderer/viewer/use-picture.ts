import { useEffect, useState } from 'react'
import { findPicture, getPicture, type PictureSource } from './pictures.ts'

export interface Picture {
  /** Undefined while it is on its way or could not be had. */
  address: string | undefined
  hasFailed: boolean
  retry: () => void
}

/** The picture of a page; at once where it was fetched ahead. */
export function usePicture(page: PictureSource): Picture {
  const { id, scan } = page
  const [attempt, setAttempt] = useState(0)
  const [outcome, setOutcome] = useState<{ scan: string; attempt: number; address: string | undefined }>()
  useEffect(() => {
    let isWanted = true
    const tell = (address: string | undefined) => isWanted && setOutcome({ scan, attempt, address })
    getPicture({ id, scan }).then(tell, () => tell(undefined))
    return () => {
      isWanted = false
    }
  }, [id, scan, attempt])
  const current = outcome?.scan === scan && outcome.attempt === attempt ? outcome : undefined
  return {
    address: current?.address ?? findPicture(page),
    hasFailed: current !== undefined && current.address === undefined,
    retry: () => setAttempt((count) => count + 1),
  }
}
