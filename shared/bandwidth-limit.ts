import { z } from 'zod'

const Hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/**
 * How much of the office's internet the sending of scans may take, and during which hours: `from` inclusive, `to`
 * exclusive, HH:MM in the office's time zone; past midnight where `from` is the later one, all day where both are
 * the same. Records are small and never wait for it.
 */
export const BandwidthLimit = z.object({
  kilobitsPerSecond: z.int().min(64).max(1_000_000),
  from: Hour,
  to: Hour,
})
export type BandwidthLimit = z.infer<typeof BandwidthLimit>

/** Bytes per second that may go up at a moment, or undefined where nothing limits them then. */
export function bytesPerSecondAt(
  limit: BandwidthLimit | null,
  moment: Date,
  timeZone: string,
): number | undefined {
  if (limit === null) return undefined
  const { kilobitsPerSecond, from, to } = limit
  const clock = moment.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
  const isOutside = from < to ? clock < from || clock >= to : clock < from && clock >= to
  return isOutside && from !== to ? undefined : (kilobitsPerSecond * 1000) / 8
}
