import type { Random } from './random.ts'

const millisecondsOfDay = 86_400_000

/** A day between two, both included; all YYYY-MM-DD. The first where they stand the wrong way round. */
export function randomDay(random: Random, first: string, last: string): string {
  const days = Math.floor((Date.parse(last) - Date.parse(first)) / millisecondsOfDay)
  return days > 0 ? addDays(first, random.integer(0, days)) : first
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * millisecondsOfDay).toISOString().slice(0, 10)
}

/** The same day of another year, the 28th at the latest, so that it exists; `years` may be negative. */
export function addYears(day: string, years: number): string {
  const dayOfMonth = Math.min(Number(day.slice(8)), 28)
  return `${Number(day.slice(0, 4)) + years}${day.slice(4, 8)}${String(dayOfMonth).padStart(2, '0')}`
}

/** A birthday of somebody who is `age` years old on the day `today`. */
export function birthDateAtAge(random: Random, today: string, age: number): string {
  return randomDay(random, addDays(addYears(today, -age - 1), 4), addYears(today, -age))
}
