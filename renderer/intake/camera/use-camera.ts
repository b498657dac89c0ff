import { type RefObject, useEffect, useState } from 'react'
import {
  type Camera,
  cameraLost,
  cameraSentence,
  listCameras,
  type OpenCamera,
  openCamera,
} from './camera.ts'

export interface CameraState {
  /** Undefined while it is being switched on, and where it could not be. */
  readonly camera: OpenCamera | undefined
  readonly cameras: readonly Camera[]
  /** Why there is no picture, and what to do. */
  readonly problem: string | undefined
  choose(id: string): void
  retry(): void
}

/** The one that was used last, for as long as the window is open. */
let lastUsed: string | undefined

/** Has a camera on, with its live picture in `shown`, for as long as the component is on the screen. */
export function useCamera(shown: RefObject<HTMLVideoElement | null>): CameraState {
  const [asked, setAsked] = useState({ id: lastUsed })
  const [state, setState] = useState<{ camera?: OpenCamera; cameras: Camera[]; problem?: string }>({
    cameras: [],
  })
  useEffect(() => {
    let isHere = true
    let opened: OpenCamera | undefined
    const lose = () => setState({ cameras: [], problem: cameraLost })
    const start = async () => {
      const camera = await openCamera(asked.id, lose)
      if (!isHere) return camera.close()
      opened = camera
      lastUsed = camera.id
      if (shown.current) shown.current.srcObject = camera.stream
      setState({ camera, cameras: await listCameras() })
    }
    start().catch((error: unknown) => {
      // A camera that was chosen and is gone must not keep the others away.
      lastUsed = undefined
      if (isHere) setState({ cameras: [], problem: cameraSentence(error) })
    })
    return () => {
      isHere = false
      opened?.close()
    }
  }, [asked, shown])
  return {
    camera: state.camera,
    cameras: state.cameras,
    problem: state.problem,
    choose: (id) => setAsked({ id }),
    retry: () => {
      setState({ cameras: [] })
      setAsked({ id: lastUsed })
    },
  }
}
