import { channel } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'

/** Difference of two channels from which a pixel has a colour. */
const difference = 24
/** The part of such pixels that makes a page a coloured one. */
const coloured = 0.001
/** A picture with fewer holds no coloured page, be it a card that covers a fourteenth of the glass. */
const faintlyColoured = 0.00002
/** Every how many pixels one is looked at; prime, so that it does not walk along a column. */
const step = 97

/** Whether a page has colours that are worth keeping: a stamp, a portrait. */
export const hasColour = (page: Image): boolean => colouredPart(page) > coloured

/** Whether no page in a picture can have colours. */
export const isGrey = (picture: Image): boolean => colouredPart(picture) <= faintlyColoured

/** A picture without its colours: green stands for brightness, which cameras resolve best, and JPEG too. */
export const inGrey = (picture: Image): Image => ({ ...channel(picture, 1), channels: 1 })

function colouredPart({ data, channels }: Image): number {
  if (channels === 1) return 0
  let seen = 0
  let found = 0
  for (let at = 0; at + 2 < data.length; at += step * 3) {
    const red = data[at] ?? 0
    const green = data[at + 1] ?? 0
    const blue = data[at + 2] ?? 0
    seen++
    if (Math.max(red, green, blue) - Math.min(red, green, blue) >= difference) found++
  }
  return found / Math.max(1, seen)
}
