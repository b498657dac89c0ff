import type { Random } from './random.ts'

/** Issues NIK and No. KK, each number once. */
export interface Numbers {
  /** @param birthDate YYYY-MM-DD; women are born on day + 40 (domain.md section 1) */
  nik(random: Random, district: string, birthDate: string, sex: 'male' | 'female'): string
  /** @param recorded the day on which the family was recorded, YYYY-MM-DD */
  noKk(random: Random, district: string, recorded: string): string
}

export function createNumbers(): Numbers {
  const issued = new Set<string>()

  /**
   * Serials from 9001: SIAK counts from 0001 in each kecamatan on each day, so that an invented number has a
   * valid build and yet belongs to nobody.
   */
  function issue(random: Random, district: string, day: number, date: string): string {
    const [year, month] = [date.slice(2, 4), date.slice(5, 7)]
    for (;;) {
      const serial = random.integer(9001, 9999)
      const number = `${district}${String(day).padStart(2, '0')}${month}${year}${serial}`
      if (issued.has(number)) continue
      issued.add(number)
      return number
    }
  }

  const dayOf = (date: string) => Number(date.slice(8, 10))
  return {
    nik: (random, district, birthDate, sex) =>
      issue(random, district, dayOf(birthDate) + (sex === 'female' ? 40 : 0), birthDate),
    noKk: (random, district, recorded) => issue(random, district, dayOf(recorded), recorded),
  }
}
