import { cardDate } from '../../shared/calendar.ts'
import { type ApplicationForm, emptyForm, emptyMember, type MemberForm } from '../../shared/form.ts'

/** Invented people with numbers that hold together, for tests and benchmarks. */

/** Kelurahan Sempur, Kota Bogor. */
export const homeVillage = '3271031006'

export interface Birth {
  /** YYYY-MM-DD. */
  date: string
  sex: 'male' | 'female'
}

/** A NIK first given in Bogor Tengah; `serial` 1 to 9999. */
export function nikOf({ date, sex }: Birth, serial: number): string {
  const day = Number(date.slice(8, 10)) + (sex === 'female' ? 40 : 0)
  return `327103${pad(day, 2)}${date.slice(5, 7)}${date.slice(2, 4)}${pad(serial, 4)}`
}

/** A No. KK recorded in Bogor Tengah on 10 February 2015; `serial` 1 to 9999. */
export const noKkOf = (serial: number): string => `327103100215${pad(serial, 4)}`

const syllables = 'BA CI DE GU HA JO KE LU MA NI PO RA SU TE WI YO'.split(' ')

/** A family name of its own for each serial up to 4095. */
export const familyName = (serial: number): string =>
  [serial >> 8, serial >> 4, serial].map((part) => syllables[part % syllables.length]).join('')

const pad = (value: number, length: number): string => String(value).padStart(length, '0')

/** A member with every required field filled and a NIK that agrees with sex and birth date. */
export function memberOf(birth: Birth, serial: number, rest: Partial<MemberForm> = {}): MemberForm {
  return {
    ...emptyMember(crypto.randomUUID()),
    name: birth.sex === 'male' ? 'BAGAS PRAKOSO' : 'NINGRUM SEKAR',
    nik: nikOf(birth, serial),
    sex: birth.sex === 'male' ? '1' : '2',
    birthPlace: 'BOGOR',
    birthDate: cardDate(birth.date),
    religion: '1',
    education: '4',
    occupation: '19',
    bloodType: '13',
    maritalStatus: '1',
    relationship: '4',
    ...rest,
  }
}

/**
 * A family of four, complete but for its pages. Another `serial` (1 to 9999) is another family: a NIK numbers
 * four times 2,500 people of one birthday, the families after them have their birthdays a day apart.
 */
export function familyForm(serial: number, rest: Partial<ApplicationForm['family']> = {}): ApplicationForm {
  // 0000 is no serial, and of these four each is taken by nobody else of that birthday.
  const first = (serial % 2500) * 4 || 2
  const days = Math.floor(serial / 2500)
  const empty = emptyForm(homeVillage)
  const name = familyName(serial)
  return {
    ...empty,
    family: {
      ...empty.family,
      noKk: noKkOf(serial),
      headName: `WIRA ${name}`,
      address: 'JL. SEMPUR NO. 12',
      rt: '002',
      rw: '005',
      postalCode: '16129',
      phone: '081200000000',
      ...rest,
    },
    members: [
      memberOf({ date: `1981-03-${17 + days}`, sex: 'male' }, first, {
        name: `WIRA ${name}`,
        relationship: '1',
      }),
      memberOf({ date: `1984-11-0${2 + days}`, sex: 'female' }, first + 1, {
        name: `AYU ${name}`,
        relationship: '3',
      }),
      memberOf({ date: `2008-07-${29 - days}`, sex: 'male' }, first + 2, { name: `BAGAS ${name}` }),
      memberOf({ date: `2012-01-0${5 + days}`, sex: 'female' }, first + 3, { name: `NINGRUM ${name}` }),
    ],
  }
}
