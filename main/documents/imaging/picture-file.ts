import type { Pixels, ReducedPixels } from '../../sheets/sheets.ts'

/** A foreign file whose pictures are decoded one at a time, because all of them may not fit into memory. */
export interface PictureFile {
  readonly pictures: number
  /** Counts from 0. */
  decode(picture: number): Promise<Pixels>
  /** A small copy of the only picture, where it can be had sooner; says nothing of what is damaged. */
  glance?(): Promise<ReducedPixels>
}
