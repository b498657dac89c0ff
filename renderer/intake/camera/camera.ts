/** A camera of this computer. */
export interface Camera {
  readonly id: string
  readonly name: string
}

/** An open camera: video without audio. */
export interface OpenCamera {
  readonly stream: MediaStream
  readonly id: string | undefined
  /** A still photo at the camera's highest resolution. */
  takeStill(shown: HTMLVideoElement): Promise<Blob>
  /** Switches it off; its light goes out. */
  close(): void
}

/** More than any camera has, so that getUserMedia gives the maximum. */
const maxResolution = { width: { ideal: 4096 }, height: { ideal: 3072 } }

/**
 * Opens a camera.
 *
 * @param id one of `listCameras`; without it the rear camera, where there is one
 * @param onLost called when the track ends: unplugged, or permission revoked
 * @throws DOMException of getUserMedia; `cameraSentence` has a sentence for it
 */
export async function openCamera(id: string | undefined, onLost: () => void): Promise<OpenCamera> {
  const which = id === undefined ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: id } }
  const stream = await navigator.mediaDevices.getUserMedia({ video: { ...maxResolution, ...which } })
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

/** Cameras with their names, which the browser gives only after permission for one. */
export async function listCameras(): Promise<Camera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, index) => ({ id: deviceId, name: label || `Kamera ${index + 1}` }))
}

/** A photo through ImageCapture, larger than the video frame; undefined where it is not supported. */
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
    // Many drivers announce sizes that they then refuse. The video frame always works.
    return undefined
  }
}

/** The current video frame at full resolution. */
async function drawFrame(shown: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = shown.videoWidth
  canvas.height = shown.videoHeight
  canvas.getContext('2d')?.drawImage(shown, 0, 0)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95))
  if (!blob) throw new DOMException('no frame yet', 'InvalidStateError')
  return blob
}

/** The sentence for an error of getUserMedia, with the next step. */
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
