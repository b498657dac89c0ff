import { BandwidthLimit } from '../../shared/bandwidth-limit.ts'

/** Parses Mbps, `0,5` or `0.5`, as kilobits per second; undefined where invalid or out of bounds. */
export function parseMegabits(text: string): number | undefined {
  if (!/^\d{1,4}([.,]\d{1,3})?$/.test(text.trim())) return undefined
  const kilobits = Math.round(Number(text.trim().replace(',', '.')) * 1000)
  return BandwidthLimit.shape.kilobitsPerSecond.safeParse(kilobits).success ? kilobits : undefined
}

export const formatMegabits = (kilobitsPerSecond: number): string =>
  (kilobitsPerSecond / 1000).toLocaleString('id-ID', { maximumFractionDigits: 3, useGrouping: false })

/** Parses `8.00` or `08:00` as `08:00`; undefined where it is no time of day. */
export function parseTimeOfDay(text: string): string | undefined {
  const [, hour, minute] = /^(\d{1,2})[.:](\d{2})$/.exec(text.trim()) ?? []
  const time = hour && minute ? `${hour.padStart(2, '0')}:${minute}` : undefined
  return BandwidthLimit.shape.from.safeParse(time).success ? time : undefined
}

/** The limit as a sentence. */
export function bandwidthLimitSentence(limit: BandwidthLimit | null): string {
  if (limit === null) return 'Pindaian dikirim secepat internet kantor, kapan saja.'
  const hours =
    limit.from === limit.to
      ? 'sepanjang hari'
      : `pukul ${limit.from.replace(':', '.')}-${limit.to.replace(':', '.')}`
  return `Pindaian memakai paling banyak ${formatMegabits(limit.kilobitsPerSecond)} Mbps ${hours}. Data permohonan selalu dikirim segera.`
}
