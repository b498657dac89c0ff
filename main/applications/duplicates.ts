import { parseCardDate } from '../../shared/calendar.ts'
import type { Duplicate } from '../../shared/contract/application-calls.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import { isSixteenDigits, withoutSeparators } from '../../shared/nik.ts'
import { normaliseName } from '../../shared/normalise-name.ts'
import type { Store } from '../store/store.ts'
import { familyColumns, familyPerson, type MatchRow, personColumns, toMatch } from './matches.ts'

/** Of each kind, for each member: who looks through more than this has seen enough. */
const limit = 10

/** A family that cancelled or was refused may apply again: that is no duplicate. */
const isActive = "a.status NOT IN ('dibatalkan', 'ditolak')"

/**
 * People stored here who are, or look like, those of a form: the same NIK, the same No. KK in another
 * application, or the same name and birth date under another number. Needs no network: what another office
 * holds, the centre says later.
 */
export function createDuplicates(store: Store): (id: string, form: ApplicationForm) => Duplicate[] {
  const byNik = store.prepare<[string, string, number], MatchRow>(
    `SELECT ${personColumns}
     FROM people AS p CROSS JOIN applications AS a ON a.id = p.application_id
     WHERE p.nik = ? AND p.nik <> '' AND a.id <> ? AND ${isActive}
     ORDER BY p.row DESC LIMIT ?`,
  )
  const byPerson = store.prepare<[string, string, string, string, number], MatchRow>(
    `SELECT ${personColumns}
     FROM people AS p CROSS JOIN applications AS a ON a.id = p.application_id
     WHERE p.birth_date = ? AND p.birth_date <> '' AND p.name = ? AND p.nik <> ? AND a.id <> ? AND ${isActive}
     ORDER BY p.row DESC LIMIT ?`,
  )
  const byNoKk = store.prepare<[string, string, number], MatchRow>(
    `SELECT ${familyColumns}
     FROM applications AS a ${familyPerson}
     WHERE a.no_kk = ? AND a.no_kk <> '' AND a.id <> ? AND ${isActive}
     ORDER BY a.rowid DESC LIMIT ?`,
  )

  return (id, form) => {
    const noKk = withoutSeparators(form.family.noKk)
    const families = isSixteenDigits(noKk) ? byNoKk.all(noKk, id, limit) : []
    return [
      ...families.map((row): Duplicate => ({ memberId: null, because: 'no-kk', match: toMatch(row) })),
      ...form.members.flatMap((member) => {
        const nik = withoutSeparators(member.nik)
        const birthDate = parseCardDate(member.birthDate)
        const name = normaliseName(member.name)
        const sameNik = isSixteenDigits(nik) ? byNik.all(nik, id, limit) : []
        const samePerson = birthDate && name ? byPerson.all(birthDate, name, nik, id, limit) : []
        return [
          ...sameNik.map((row): Duplicate => ({ memberId: member.id, because: 'nik', match: toMatch(row) })),
          ...samePerson.map(
            (row): Duplicate => ({ memberId: member.id, because: 'person', match: toMatch(row) }),
          ),
        ]
      }),
    ]
  }
}
