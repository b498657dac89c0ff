import { cardDate } from '../../shared/calendar.ts'
import { addYears, randomDay } from './days.ts'
import { disagree } from './disagree.ts'
import { inventHousehold, relationship } from './invent-household.ts'
import { inventMember, type Surroundings } from './invent-member.ts'
import type { UnusualName } from './names.ts'
import { createNumbers } from './numbers.ts'
import { inventAddress, inventPostalCode, villages } from './places.ts'
import { createRandom, type Random } from './random.ts'
import { disagreementKinds, type SpecimenFamily } from './specimen-family.ts'

export interface InventionOptions {
  seed: string
  count: number
  /** Where they live: the code of a kelurahan (10 digits) or of a kecamatan (6 digits) of the tenant. */
  office: { code: string }
  /**
   * The day on which ages are right, YYYY-MM-DD; fixed unless given, so that a seed stays the same for ever.
   */
  today?: string
  /** Gives every third family something that does not agree (see `Disagreement`). */
  disagreements?: boolean
}

/**
 * Invents families: the same options give the same families on every computer, and the first families do not
 * depend on how many are asked for. Throws where the office has no kelurahan in resources/reference.
 */
export function inventFamilies(options: InventionOptions): SpecimenFamily[] {
  const homes = villages().filter((village) => village.code.startsWith(options.office.code))
  if (homes.length === 0) throw new Error(`resources/reference has no kelurahan in ${options.office.code}`)
  const numbers = createNumbers()
  const today = options.today ?? '2026-01-01'
  const families: SpecimenFamily[] = []
  for (let number = 1; number <= options.count; number++) {
    const random = createRandom(`${options.seed}/${options.office.code}/${number}`)
    const family = inventFamily(random, number, { numbers, today, village: random.pick(homes) })
    if (options.disagreements && number % 3 === 0) {
      const kind = disagreementKinds[(number / 3 - 1) % disagreementKinds.length]
      if (kind) disagree(random, numbers, family, kind, random.pick(families))
    }
    families.push(family)
  }
  return families
}

/** So that every store of a dozen families has each of them. */
const unusualNames: Record<number, UnusualName> = { 3: 'one-word', 7: 'apostrophe', 11: 'long' }

const islam = '1'

function inventFamily(random: Random, number: number, surroundings: Surroundings): SpecimenFamily {
  const { numbers, village, today } = surroundings
  const people = inventHousehold(random, today, unusualNames[number % 12])
  const religion = random.chance(0.9) ? islam : random.pick(['2', '3', '4', '5', '6'])
  const members = people.map((person) => inventMember(random, person, religion, surroundings))
  const heads = people.filter((person) => person.relationship === relationship.head)
  const founded = heads.map((head) => addYears(head.birthDate, 19))
  const recorded = randomDay(random, latest([addYears(today, -18), ...founded]), today)
  const events = people.flatMap((person) => [person.birthDate, person.marriedOn ?? person.birthDate])
  const issued = randomDay(random, latest([recorded, ...events]), today)
  return {
    number,
    issuedOn: cardDate(issued),
    disagreements: [],
    form: {
      family: {
        noKk: numbers.noKk(random, village.district.code, recorded),
        headName: members[0]?.name ?? '',
        address: inventAddress(random),
        rt: threeDigits(random.integer(1, 8)),
        rw: threeDigits(random.integer(1, 14)),
        village: village.code,
        postalCode: inventPostalCode(random, village),
        phone: '',
      },
      members,
      letters: [],
      overrides: [],
      machineRead: [],
      readPages: [],
    },
  }
}

const threeDigits = (count: number): string => String(count).padStart(3, '0')

const latest = (days: readonly string[]): string => [...days].sort().at(-1) ?? ''
