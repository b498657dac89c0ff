import { z } from 'zod'
import { likeness } from '../../../../shared/edit-distance.ts'
import { normaliseName } from '../../../../shared/normalise-name.ts'
import { readReference } from '../../../store/reference.ts'
import type { FreeText } from './free-text.ts'

const Place = z.object({ code: z.string(), name: z.string() })
const Village = Place.extend({ district: Place, regency: Place, province: Place })
type Village = z.infer<typeof Village>

export type PlaceLevel = 'village' | 'district' | 'regency' | 'province'

let known: Record<PlaceLevel, string[]> | undefined

/** The names of the tenant's own cities, upper case as cards print them (resources/reference). */
function knownPlaces(): Record<PlaceLevel, string[]> {
  if (!known) {
    const villages = readReference('villages', z.array(Village))
    const names = (of: (village: Village) => string) => [
      ...new Set(villages.map((one) => of(one).toUpperCase())),
    ]
    known = {
      village: names((one) => one.name),
      district: names((one) => one.district.name),
      regency: names((one) => one.regency.name),
      province: names((one) => one.province.name),
    }
  }
  return known
}

const lettersOf = (name: string): string => name.replace(/[^A-Z0-9]/g, '')

/**
 * A place as it was read, or the place of our own cities that it means: people's cards come from all of Indonesia,
 * so a name that is not among ours is not wrong. Spaces are written differently from list to list.
 */
export function matchPlace(level: PlaceLevel, read: string, confidence: number): FreeText {
  const text = normaliseName(read.replace(/[^\p{L}\d' .()-]/gu, ' '))
  const place = nearestPlace(level, text)
  if (!place) return { text, confidence }
  return { text: place.name, confidence: place.exact ? 0.98 : 0.93 }
}

function nearestPlace(level: PlaceLevel, read: string): { name: string; exact: boolean } | undefined {
  const wanted = lettersOf(read)
  let best: string | undefined
  let bestLikeness = 0
  for (const name of knownPlaces()[level]) {
    const similarity = likeness(lettersOf(name), wanted)
    if (similarity > bestLikeness) {
      best = name
      bestLikeness = similarity
    }
  }
  if (best === undefined) return undefined
  if (bestLikeness === 1) return { name: read, exact: true }
  // One letter of six: fewer letters are too few to tell a misreading from another place.
  return wanted.length >= 6 && bestLikeness >= 0.84 ? { name: best, exact: false } : undefined
}
