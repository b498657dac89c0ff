import { ageInYears } from '../../shared/calendar.ts'
import { addDays, addYears, birthDateAtAge, randomDay } from './days.ts'
import { inventName, inventUnusualName, type UnusualName } from './names.ts'
import type { Random } from './random.ts'

/** Codes of shared/reference/population.ts by what they mean here. */
export const relationship = {
  head: '1',
  wife: '3',
  child: '4',
  childInLaw: '5',
  grandchild: '6',
  parent: '7',
  parentInLaw: '8',
} as const
const marital = { single: '1', married: '2', marriedUnrecorded: '3', divorced: '4', widowed: '6' } as const

/** Who somebody is within a household; days are YYYY-MM-DD. */
export interface Person {
  name: string
  sex: 'male' | 'female'
  birthDate: string
  relationship: (typeof relationship)[keyof typeof relationship]
  maritalStatus: (typeof marital)[keyof typeof marital]
  marriedOn: string | undefined
  fatherName: string
  motherName: string
}

/** The shapes of households that a counter meets, as often as they are named. */
const shapes = ['couple', 'couple', 'couple', 'couple', 'mother', 'mother', 'grandparents', 'alone'] as const

/**
 * One to seven people who belong together: ages, marriages, births and the names of parents agree. The head
 * comes first. `headName` asks for a head with a name that programs stumble over.
 */
export function inventHousehold(random: Random, today: string, headName?: UnusualName): Person[] {
  const named = (head: Person): Person =>
    headName ? { ...head, name: inventUnusualName(random, head.sex, headName) } : head
  switch (random.pick(shapes)) {
    case 'couple': {
      const [husband, wife] = inventCouple(random, today, random.integer(20, 55))
      const head = named(husband)
      const children = inventChildren(random, today, head, wife, 4)
      return random.chance(0.2)
        ? [head, wife, ...children, inventElder(random, today, wife)]
        : [head, wife, ...children]
    }
    case 'mother': {
      const [father, wife] = inventCouple(random, today, random.integer(24, 58))
      const left = random.pick([marital.widowed, marital.divorced])
      const head = named({
        ...wife,
        relationship: relationship.head,
        maritalStatus: left,
        marriedOn: undefined,
      })
      return [head, ...inventChildren(random, today, father, { ...wife, name: head.name }, 4)]
    }
    case 'grandparents': {
      const [husband, wife] = inventCouple(random, today, random.integer(50, 62))
      const head = named(husband)
      const [son, daughterInLaw] = inventCouple(random, today, random.integer(21, 27))
      const young = [
        { ...son, relationship: relationship.child, fatherName: head.name, motherName: wife.name },
        { ...daughterInLaw, relationship: relationship.childInLaw },
      ]
      const grandchildren = inventChildren(random, today, son, daughterInLaw, 3)
      return [
        head,
        wife,
        ...young,
        ...grandchildren.map((child) => ({ ...child, relationship: relationship.grandchild })),
      ]
    }
    case 'alone': {
      const person = inventPerson(
        random,
        random.pick(['male', 'female']),
        birthDateAtAge(random, today, random.integer(45, 84)),
      )
      return [named({ ...person, maritalStatus: random.pick([marital.widowed, marital.single]) })]
    }
  }
}

function inventPerson(random: Random, sex: Person['sex'], birthDate: string): Person {
  return {
    name: inventName(random, sex),
    sex,
    birthDate,
    relationship: relationship.head,
    maritalStatus: marital.single,
    marriedOn: undefined,
    fatherName: inventName(random, 'male'),
    motherName: inventName(random, 'female'),
  }
}

function inventCouple(random: Random, today: string, wifeAge: number): [Person, Person] {
  const wife = inventPerson(random, 'female', birthDateAtAge(random, today, wifeAge))
  const husband = inventPerson(random, 'male', birthDateAtAge(random, today, wifeAge + random.integer(0, 7)))
  const recorded = random.chance(0.85)
  const latest = addYears(wife.birthDate, Math.min(27, wifeAge))
  const marriage = {
    maritalStatus: recorded ? marital.married : marital.marriedUnrecorded,
    marriedOn: recorded ? randomDay(random, addYears(wife.birthDate, 19), latest) : undefined,
  }
  return [
    { ...husband, ...marriage },
    { ...wife, ...marriage, relationship: relationship.wife },
  ]
}

/** Children in the order of their birth; who is over 24 has left the house. */
function inventChildren(
  random: Random,
  today: string,
  father: Person,
  mother: Person,
  maxChildren: number,
): Person[] {
  const children: Person[] = []
  const lastBirth = addYears(mother.birthDate, 41)
  let earliest = addDays(father.marriedOn ?? addYears(mother.birthDate, 20), 300)
  for (let count = random.integer(0, maxChildren); count > 0; count--) {
    const birthDate = randomDay(random, earliest, addYears(earliest, 4))
    if (birthDate > today || birthDate > lastBirth) break
    earliest = addYears(birthDate, 1)
    if (ageInYears(birthDate, today) > 24) continue
    const child = inventPerson(random, random.pick(['male', 'female']), birthDate)
    children.push({
      ...child,
      relationship: relationship.child,
      fatherName: father.name,
      motherName: mother.name,
    })
  }
  return children
}

/** The wife's mother or father, living with the family. */
function inventElder(random: Random, today: string, wife: Person): Person {
  const birthDate = birthDateAtAge(random, today, ageInYears(wife.birthDate, today) + random.integer(18, 32))
  const sex = random.pick(['male', 'female', 'female'] as const)
  const elder = inventPerson(random, sex, birthDate)
  const name = sex === 'male' ? wife.fatherName : wife.motherName
  return { ...elder, name, relationship: relationship.parentInLaw, maritalStatus: marital.widowed }
}
