import type { PersonMatch } from '../../shared/contract/application-calls.ts'
import type { Store } from '../store/store.ts'
import { familyColumns, familyPerson, type MatchRow, personColumns, toMatch } from './matches.ts'
import { readSearchText } from './search-text.ts'

const limit = 20

/**
 * Of how many the newest are looked for where a number's beginning fits very many: more digits are on their
 * way then, and ordering all of them would make every one of those key presses slow.
 */
const prefixLimit = 500

/** The first text after all that begin with `prefix`, which is digits, letters and dashes. */
const endOfPrefix = (prefix: string): string => `${prefix}\uffff`

/** Type-ahead over everybody stored, newest first; every statement walks an index, never a table. */
export function createSearch(store: Store): (typed: string) => PersonMatch[] {
  const byName = store.prepare<[string, number], MatchRow>(
    `SELECT ${personColumns}
     FROM people_names
     CROSS JOIN people AS p ON p.row = people_names.rowid
     CROSS JOIN applications AS a ON a.id = p.application_id
     WHERE people_names MATCH ? ORDER BY people_names.rowid DESC LIMIT ?`,
  )
  const byNik = store.prepare<[string, string, number, number], MatchRow>(
    `WITH near AS (SELECT row FROM people WHERE nik >= ? AND nik < ? AND nik <> '' LIMIT ?),
          newest AS (SELECT row FROM near ORDER BY row DESC LIMIT ?)
     SELECT ${personColumns}
     FROM newest
     CROSS JOIN people AS p ON p.row = newest.row
     CROSS JOIN applications AS a ON a.id = p.application_id
     ORDER BY p.row DESC`,
  )
  const byNoKk = store.prepare<[string, string, number, number], MatchRow>(
    `WITH near AS (SELECT rowid AS place FROM applications
                   WHERE no_kk >= ? AND no_kk < ? AND no_kk <> '' LIMIT ?),
          newest AS (SELECT place FROM near ORDER BY place DESC LIMIT ?)
     SELECT ${familyColumns}
     FROM newest CROSS JOIN applications AS a ON a.rowid = newest.place ${familyPerson}
     ORDER BY a.rowid DESC`,
  )
  // A NIK or No. KK that was corrected since is still what stands on somebody's paper.
  const byFormerNik = store.prepare<[string, string, number], MatchRow>(
    `SELECT ${personColumns}
     FROM application_events AS e
     CROSS JOIN people AS p ON p.application_id = e.application_id AND p.member_id = e.member_id
     CROSS JOIN applications AS a ON a.id = e.application_id
     WHERE e.former >= ? AND e.former < ? AND e.former <> '' ORDER BY e.former DESC LIMIT ?`,
  )
  const byFormerNoKk = store.prepare<[string, string, number], MatchRow>(
    `SELECT ${familyColumns}
     FROM application_events AS e CROSS JOIN applications AS a ON a.id = e.application_id ${familyPerson}
     WHERE e.former >= ? AND e.former < ? AND e.former <> '' AND e.member_id IS NULL
     ORDER BY e.former DESC LIMIT ?`,
  )
  const byNumberStart = store.prepare<[string, string, number], MatchRow>(
    `SELECT ${familyColumns}
     FROM applications AS a ${familyPerson}
     WHERE a.number >= ? AND a.number < ? ORDER BY a.number DESC LIMIT ?`,
  )
  const byNumberEnd = store.prepare<{ end: string; serial: string; limit: number }, MatchRow>(
    `SELECT ${familyColumns}
     FROM applications AS a ${familyPerson}
     WHERE a.number IS NOT NULL AND substr(a.number, -5) = :serial
       AND substr(a.number, -length(:end)) = :end
     ORDER BY a.updated_at DESC LIMIT :limit`,
  )

  return (typed) => {
    const { words, digits, numberStart, numberEnd } = readSearchText(typed)
    const found: MatchRow[] = []
    if (numberEnd) found.push(...byNumberEnd.all({ end: numberEnd, serial: numberEnd.slice(-5), limit }))
    if (digits) {
      found.push(...byNik.all(digits, endOfPrefix(digits), prefixLimit, limit))
      found.push(...byNoKk.all(digits, endOfPrefix(digits), prefixLimit, limit))
      found.push(...byFormerNik.all(digits, endOfPrefix(digits), limit))
      found.push(...byFormerNoKk.all(digits, endOfPrefix(digits), limit))
    }
    if (numberStart) found.push(...byNumberStart.all(numberStart, endOfPrefix(numberStart), limit))
    if (words.length > 0) {
      found.push(...byName.all(words.map((word) => `"${word}"*`).join(' '), limit))
    }
    return withoutRepetition(found).slice(0, limit).map(toMatch)
  }
}

/** Somebody found by two numbers is one match. */
function withoutRepetition(found: readonly MatchRow[]): MatchRow[] {
  const seen = new Map<string, MatchRow>()
  for (const match of found) {
    const key = `${match.applicationId}/${match.row}`
    if (!seen.has(key)) seen.set(key, match)
  }
  return [...seen.values()]
}
