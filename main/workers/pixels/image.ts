/** A decoded image: opaque sRGB or, with one channel, gray; 8 bits a channel, rows without padding. */
export interface Image {
  data: Uint8Array
  width: number
  height: number
  channels: 1 | 3
}
