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
  /** Undefined while it opens, and where it could not be opened. */
  readonly camera: OpenCamera | undefined
  readonly cameras: readonly Camera[]
  /** Why there is no picture, and what to do. */
  readonly problem: string | undefined
  choose(id: string): void
  retry(): void
}

/** Id of the last used camera, kept while the window is open. */
let lastUsed: string | undefined

/** Opens a camera with its stream in `shown`, and closes it on unmount. */
export function useCamera(shown: RefObject<HTMLVideoElement | null>): CameraState {
  const [requested, setRequested] = useState({ id: lastUsed })
  const [state, setState] = useState<{ camera?: OpenCamera; cameras: Camera[]; problem?: string }>({
    cameras: [],
  })
  useEffect(() => {
    let isMounted = true
    let opened: OpenCamera | undefined
    const onLost = () => setState({ cameras: [], problem: cameraLost })
    const start = async () => {
      const camera = await openCamera(requested.id, onLost)
      if (!isMounted) return camera.close()
      opened = camera
      lastUsed = camera.id
      if (shown.current) shown.current.srcObject = camera.stream
      setState({ camera, cameras: await listCameras() })
    }
    start().catch((error: unknown) => {
      // A remembered camera that is gone must not block the others.
      lastUsed = undefined
      if (isMounted) setState({ cameras: [], problem: cameraSentence(error) })
    })
    return () => {
      isMounted = false
      opened?.close()
    }
  }, [requested, shown])
  return {
    camera: state.camera,
    cameras: state.cameras,
    problem: state.problem,
    choose: (id) => setRequested({ id }),
    retry: () => {
      setState({ cameras: [] })
      setRequested({ id: lastUsed })
    },
  }
}
