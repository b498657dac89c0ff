import type { Image } from '../../pixels/image.ts'

/** A foreign file whose pictures are decoded one at a time, because all of them may not fit into memory. */
export interface PictureFile {
  readonly pictures: number
  /** Counts from 0. */
  decode(picture: number): Promise<Image>
}
