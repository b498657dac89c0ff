import { normaliseName } from '../../../../shared/normalise-name.ts'

/** Streets and house numbers are shortened with a stop; small print has it misread as a comma. */
const misreadStop = /\b(JLN?|GG|KP|NO|DSN?|BLK),/g
/** What follows `NO.` and has nothing but strokes and rings in it is a number; `12B` and `BLOK O` stay as they are. */
const houseNumber = /\bNO(\.? |\.)([\dOQILT|!]{2,})(?![A-Z\d])/g

/** An address as it was read, with what no address has made what it must have been: `NO. TIO` is NO. 110. */
export const cleanAddress = (text: string): string =>
  normaliseName(text)
    .replace(misreadStop, '$1.')
    .replace(houseNumber, (_, stop: string, number: string) => {
      return `NO${stop}${number.replace(/[OQ]/g, '0').replace(/\D/g, '1')}`
    })
