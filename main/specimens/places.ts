import { z } from 'zod'
import { readReference } from '../store/reference.ts'
import type { Random } from './random.ts'

const Area = z.object({ code: z.string(), name: z.string() })
const Village = Area.extend({ district: Area, regency: Area, province: Area })
/** A kelurahan with the areas it lies in; codes of Kemendagri. */
export type Village = z.infer<typeof Village>

let read: Village[] | undefined

/** The kelurahan of the tenant's cities, as resources/reference has them. */
export function villages(): Village[] {
  read ??= readReference('villages', z.array(Village))
  return read
}

export function getVillage(code: string): Village {
  const village = villages().find((candidate) => candidate.code === code)
  if (!village) throw new Error(`no kelurahan has the code ${code}`)
  return village
}

/**
 * Where somebody was born and first registered: the words of the card and the first six digits of the NIK.
 */
export interface Origin {
  birthPlace: string
  district: string
}

/** A kecamatan in each of the towns that people of the tenant's cities come from. */
const otherPlaces: readonly Origin[] = [
  { birthPlace: 'BOGOR', district: '320101' },
  { birthPlace: 'BOGOR', district: '320113' },
  { birthPlace: 'CIANJUR', district: '320306' },
  { birthPlace: 'GARUT', district: '320505' },
  { birthPlace: 'SUKABUMI', district: '320201' },
  { birthPlace: 'SUKABUMI', district: '327201' },
  { birthPlace: 'BANDUNG', district: '327301' },
  { birthPlace: 'DEPOK', district: '327604' },
  { birthPlace: 'MAJALENGKA', district: '321006' },
  { birthPlace: 'JAKARTA', district: '317404' },
  { birthPlace: 'SURAKARTA', district: '337205' },
  { birthPlace: 'TANGERANG', district: '360303' },
]

/** Four of five were born in the city they live in. */
export function inventOrigin(random: Random, home: Village): Origin {
  if (random.chance(0.2)) return random.pick(otherPlaces)
  const districts = villages()
    .filter((village) => village.regency.code === home.regency.code)
    .map((village) => village.district.code)
  return { birthPlace: cityName(home), district: random.pick(districts) }
}

/** `Kota Bogor` as a card names a place of birth: `BOGOR`. */
export function cityName(village: Village): string {
  return village.regency.name.replace(/^(Kota|Kabupaten|Kab\.) /i, '').toUpperCase()
}

const lanes = [
  'KP. BABAKAN',
  'KP. MUARA',
  'KP. CIHEULEUT',
  'GG. MESJID',
  'GG. KELAPA',
  'GG. SALAK',
  'GG. PALA',
]
const streets = ['JL. CEMPAKA', 'JL. KENANGA', 'JL. PAHLAWAN', 'JL. MERDEKA', 'JL. SINDANG', 'JL. PAJAJARAN']

export function inventAddress(random: Random): string {
  const number = `NO. ${random.integer(1, 140)}`
  return random.chance(0.5)
    ? `${random.pick(lanes)} ${number}`
    : `${random.pick(streets)} ${random.pick(lanes)} ${number}`
}

/** First three digits of the post codes of the tenant's cities; the rest is invented. */
const postAreas: Record<string, string> = { '3271': '161', '3372': '571' }

export function inventPostalCode(random: Random, village: Village): string {
  const area = postAreas[village.regency.code]
  return area ? `${area}${random.integer(11, 69)}` : ''
}
