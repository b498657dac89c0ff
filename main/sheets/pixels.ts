/** A decoded picture: opaque sRGB, 8 bits a channel, 3 channels, rows without padding. */
export interface Pixels {
  data: Uint8Array
  width: number
  height: number
}
