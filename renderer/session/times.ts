import { clockTime, localDay, longDate, longMoment } from '../../shared/display.ts'
import { useSession } from './session.tsx'

/** `08.14` today, `20 November 2026, 16.02` on another day. The moment is UTC, ISO 8601. */
export function timeOrDay(moment: string, timeZone: string, now: Date = new Date()): string {
  const isToday = localDay(moment, timeZone) === localDay(now.toISOString(), timeZone)
  return isToday ? clockTime(moment, timeZone) : longMoment(moment, timeZone)
}

/** How many days ago something was: `hari ini`, `kemarin`, `3 hari lalu`. */
export function daysAgo(since: string, timeZone: string, now: Date = new Date()): string {
  const dayNumber = (moment: string) => Date.parse(localDay(moment, timeZone)) / 86_400_000
  const days = dayNumber(now.toISOString()) - dayNumber(since)
  if (days <= 0) return 'hari ini'
  return days === 1 ? 'kemarin' : `${days} hari lalu`
}

/** Moments as people of this office read them, in the office's time zone. */
export function useTimes() {
  const { timeZone } = useSession().settings
  return {
    /** `21 November 2026, 08.14` */
    moment: (moment: string) => longMoment(moment, timeZone),
    /** `08.14` today, with its date on another day. */
    timeOrDay: (moment: string) => timeOrDay(moment, timeZone),
    /** `21 November 2026` */
    day: (moment: string) => longDate(localDay(moment, timeZone)),
    daysAgo: (moment: string) => daysAgo(moment, timeZone),
  }
}
