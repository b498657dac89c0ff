/** An office of the invented province. */
export interface SimulatedOffice {
  code: string
  kind: 'kelurahan' | 'kecamatan'
}

/** A record that is signed for: when, how many scans, and of which village. */
export interface Signing {
  /** Seconds since the offices opened. */
  at: number
  office: string
  /** The records that are signed for at once: the lengths of the scans of each, in bytes. */
  records: number[][]
  /** Another office proposes one of these people too. */
  isDisputed: boolean
  village: string
}

/** Offices are open from 08.00 to 15.00, and half of a day's work comes until 11.00. */
const openSeconds = 7 * 3600
const rushSeconds = 3 * 3600

/** One kecamatan for so many kelurahan, as in Kota Bogor (6 for 68). */
const kelurahanPerKecamatan = 11

/** Of the families of a kelurahan, the share that its kecamatan decides on; and of two that claim one person. */
const decidedAbove = 0.1
const disputed = 0.005

/** The first offices of a province, each kecamatan followed by its kelurahan. */
export function province(offices: number): SimulatedOffice[] {
  return Array.from({ length: offices }, (_office, index) => {
    const kecamatan = Math.floor(index / (kelurahanPerKecamatan + 1))
    const place = index % (kelurahanPerKecamatan + 1)
    const code = `32${71 + Math.floor(kecamatan / 99)}${String(1 + (kecamatan % 99)).padStart(2, '0')}`
    return place === 0
      ? { code, kind: 'kecamatan' }
      : { code: `${code}1${String(place).padStart(3, '0')}`, kind: 'kelurahan' }
  })
}

/**
 * A day as offices have them: a kelurahan has 3 to 10 applications, or `peak` of them in the weeks after people were
 * struck off the rolls; each has 2 to 4 scans of 150 to 300 kB; a verifier signs for one to five at a time.
 */
export function playDay(
  offices: readonly SimulatedOffice[],
  peak: number | undefined,
  random: () => number,
): Signing[] {
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  const signings: Signing[] = []
  for (const { code: village } of offices.filter(({ kind }) => kind === 'kelurahan')) {
    for (let left = peak ?? between(3, 10); left > 0; ) {
      const count = Math.min(left, between(1, 5))
      left -= count
      signings.push({
        at: random() < 0.5 ? random() * rushSeconds : rushSeconds + random() * (openSeconds - rushSeconds),
        office: random() < decidedAbove ? village.slice(0, 6) : village,
        records: Array.from({ length: count }, () =>
          Array.from({ length: between(2, 4) }, () => between(150_000, 300_000)),
        ),
        isDisputed: random() < disputed,
        village,
      })
    }
  }
  return signings.toSorted((one, other) => one.at - other.at)
}

export { openSeconds as daySeconds }
