/** A decoded picture: opaque sRGB or, with one channel, grey; 8 bits a channel, rows without padding. */
export interface Image {
  data: Uint8Array
  width: number
  height: number
  channels: 1 | 3
}
