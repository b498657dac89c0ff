import { extractChannel } from '../../pixels/gray-image.ts'
import type { Image } from '../../pixels/image.ts'

/** Difference of two channels from which a pixel has a colour. */
const minSaturation = 24
/** The part of such pixels that makes a page a coloured one. */
const minColoured = 0.001
/** A picture with fewer holds no coloured page, be it a card that covers a fourteenth of the glass. */
const maxUncoloured = 0.00002
/** Every how many pixels one is looked at; prime, so that it does not walk along a column. */
const sampleStep = 97

/** Whether a page has colours that are worth keeping: a stamp, a portrait. */
export const hasColour = (page: Image): boolean => colouredPart(page) > minColoured

/** Whether no page in a picture can have colours. */
export const isGray = (picture: Image): boolean => colouredPart(picture) <= maxUncoloured

/** A picture without its colours: green stands for brightness, which cameras resolve best, and JPEG too. */
export const greenChannel = (picture: Image): Image => ({ ...extractChannel(picture, 1), channels: 1 })

function colouredPart({ data, channels }: Image): number {
  if (channels === 1) return 0
  let seen = 0
  let found = 0
  for (let at = 0; at + 2 < data.length; at += sampleStep * 3) {
    const red = data[at] ?? 0
    const green = data[at + 1] ?? 0
    const blue = data[at + 2] ?? 0
    seen++
    if (Math.max(red, green, blue) - Math.min(red, green, blue) >= minSaturation) found++
  }
  return found / Math.max(1, seen)
}
