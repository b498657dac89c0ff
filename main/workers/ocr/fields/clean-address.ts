import { normaliseName } from '../../../../shared/normalise-name.ts'

/** Abbreviations of streets and house numbers end with a stop, which small print makes a comma. */
const misreadStop = /\b(JLN?|GG|KP|NO|DSN?|BLK),/g
/** Characters after `NO.` that look like 0 and 1 only are a number; `12B` and `BLOK O` stay as they are. */
const houseNumber = /\bNO(\.? |\.)([\dOQILT|!]{2,})(?![A-Z\d])/g

/** An address with impossible characters corrected: `NO. TIO` is NO. 110. */
export const cleanAddress = (text: string): string =>
  normaliseName(text)
    .replace(misreadStop, '$1.')
    .replace(houseNumber, (_, stop: string, number: string) => {
      return `NO${stop}${number.replace(/[OQ]/g, '0').replace(/\D/g, '1')}`
    })
