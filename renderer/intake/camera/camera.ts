/** A camera of this computer. */
export interface Camera {
  readonly id: string
  readonly name: string
}

/** A camera at work. Moving pictures alone, never sound. */
export interface OpenCamera {
  readonly stream: MediaStream
  readonly id: string | undefined
  /** A still picture, as large as the camera can. */
  takeStill(shown: HTMLVideoElement): Promise<Blob>
  /** Switches it off; its light goes out. */
  close(): void
}

/** More than any camera has: it gives the most that it can. */
const wanted = { width: { ideal: 4096 }, height: { ideal: 3072 } }

/**
 * Switches a camera on.
 *
 * @param id one of `listCameras`; without it the one that looks away from the person, where there are two
 * @param onLost called when it is unplugged or taken away
 * @throws DOMException of getUserMedia; `cameraSentence` says it in words
 */
export async function openCamera(id: string | undefined, onLost: () => void): Promise<OpenCamera> {
  const which = id === undefined ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: id } }
  const stream = await navigator.mediaDevices.getUserMedia({ video: { ...wanted, ...which } })
  const [track] = stream.getVideoTracks()
  track?.addEventListener('ended', onLost)
  return {
    stream,
    id: track?.getSettings().deviceId,
    takeStill: async (shown) => (track && (await takePhoto(track))) ?? drawFrame(shown),
    close() {
      track?.removeEventListener('ended', onLost)
      for (const each of stream.getTracks()) each.stop()
    },
  }
}

/** The cameras by name, which are told once one of them was allowed. */
export async function listCameras(): Promise<Camera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, place) => ({ id: deviceId, name: label || `Kamera ${place + 1}` }))
}

/** The camera's own photograph, larger than its moving picture; undefined where it has no such thing. */
async function takePhoto(track: MediaStreamTrack): Promise<Blob | undefined> {
  if (typeof ImageCapture === 'undefined') return undefined
  try {
    const capture = new ImageCapture(track)
    const { imageWidth, imageHeight } = await capture.getPhotoCapabilities()
    return await capture.takePhoto({
      ...(imageWidth && { imageWidth: imageWidth.max }),
      ...(imageHeight && { imageHeight: imageHeight.max }),
    })
  } catch {
    // Many drivers name sizes that they then refuse. The moving picture is there in any case.
    return undefined
  }
}

/** What is shown at this moment, in its full size. */
async function drawFrame(shown: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = shown.videoWidth
  canvas.height = shown.videoHeight
  canvas.getContext('2d')?.drawImage(shown, 0, 0)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95))
  if (!blob) throw new DOMException('no frame yet', 'InvalidStateError')
  return blob
}

/** Why there is no picture, and what to do. */
export function cameraSentence(error: unknown): string {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'Tidak ada kamera di komputer ini. Sambungkan kamera, lalu coba lagi.'
    case 'NotAllowedError':
      return 'Kamera tidak diizinkan. Izinkan kamera untuk SOLID Loket di pengaturan komputer, lalu coba lagi.'
    case 'NotReadableError':
      return 'Kamera sedang dipakai program lain. Tutup program itu, lalu coba lagi.'
    default:
      return 'Kamera tidak menjawab. Cabut dan sambungkan lagi, lalu coba lagi.'
  }
}

export const cameraLost = 'Kamera terputus. Sambungkan lagi, lalu coba lagi.'
