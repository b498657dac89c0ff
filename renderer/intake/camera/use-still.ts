import { type RefObject, useEffect, useState } from 'react'
import { cameraSentence, type OpenCamera } from './camera.ts'

export interface Still {
  readonly photo: Blob
  /** Object URL, revoked with the next still and on unmount. */
  readonly url: string
}

/** Takes still photos of a camera and keeps the last one for review. */
export function useStill(camera: OpenCamera | undefined, video: RefObject<HTMLVideoElement | null>) {
  const [still, setStill] = useState<Still>()
  const [isTaking, setTaking] = useState(false)
  const [failure, setFailure] = useState<string>()
  useEffect(() => () => still && URL.revokeObjectURL(still.url), [still])

  const take = async () => {
    if (!camera || !video.current) return
    setTaking(true)
    try {
      const photo = await camera.takeStill(video.current)
      setStill({ photo, url: URL.createObjectURL(photo) })
    } catch (error) {
      setFailure(cameraSentence(error))
    }
    setTaking(false)
  }
  return {
    still,
    isTaking,
    /** Why no photo could be taken; a sentence with the next step. */
    failure,
    take,
    discard: () => setStill(undefined),
    clearFailure: () => setFailure(undefined),
  }
}
