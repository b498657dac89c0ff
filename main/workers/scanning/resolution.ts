/** What people choose from, where a device takes any number. */
const commonResolutions = [75, 100, 150, 200, 240, 300, 400, 600, 1200]

/** The usual resolutions within a range of a device, in dots per inch. */
export const resolutionsWithin = (lowest: number, highest: number): number[] =>
  commonResolutions.filter((dotsPerInch) => dotsPerInch >= lowest && dotsPerInch <= highest)

/**
 * The resolution of a device that is nearest to the wish, from above where there is one: a page scanned finer can
 * still be read, one scanned coarser perhaps not. The wish itself where the device does not say.
 */
export function nearestResolution(available: readonly number[], requested: number): number {
  const ascending = [...available].sort((one, other) => one - other)
  return ascending.find((dotsPerInch) => dotsPerInch >= requested) ?? ascending.at(-1) ?? requested
}
