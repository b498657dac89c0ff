import { parseCardDate } from '../../shared/calendar.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import { withoutSeparators } from '../../shared/nik.ts'
import { normaliseName } from '../../shared/normalise-name.ts'
import type { Store } from '../store/store.ts'

interface IndexedPerson {
  memberId: string
  proposed: 0 | 1
  nik: string
  name: string
  birthDate: string
}

type StoredIndexedPerson = IndexedPerson & { row: number }

/**
 * Keeps the searchable people of an application in step with its form. Only what differs is written: most
 * autosaves change one field of one member, and the word index is the dearest thing to rewrite.
 */
export function createPeopleIndex(store: Store): (applicationId: string, form: ApplicationForm) => void {
  const select = store.prepare<[string], StoredIndexedPerson>(
    `SELECT row, member_id AS memberId, proposed, nik, name, birth_date AS birthDate
     FROM people WHERE application_id = ?`,
  )
  const insert = store.prepare<IndexedPerson & { applicationId: string }>(
    `INSERT INTO people (application_id, member_id, proposed, nik, name, birth_date)
     VALUES (:applicationId, :memberId, :proposed, :nik, :name, :birthDate)`,
  )
  const update = store.prepare<StoredIndexedPerson>(
    'UPDATE people SET proposed = :proposed, nik = :nik, name = :name, birth_date = :birthDate WHERE row = :row',
  )
  const remove = store.prepare<[number]>('DELETE FROM people WHERE row = ?')
  const insertName = store.prepare<[number | bigint, string]>(
    'INSERT INTO people_names (rowid, name) VALUES (?, ?)',
  )
  const removeName = store.prepare<[number]>('DELETE FROM people_names WHERE rowid = ?')

  function rename(row: number, before: string, after: string): void {
    if (before === after) return
    if (before !== '') removeName.run(row)
    if (after !== '') insertName.run(row, after)
  }

  return (applicationId, form) => {
    const stored = new Map(select.all(applicationId).map((person) => [person.memberId, person]))
    for (const [memberId, person] of peopleOf(form)) {
      const before = stored.get(memberId)
      stored.delete(memberId)
      if (!before) {
        const { lastInsertRowid } = insert.run({ ...person, applicationId })
        if (person.name !== '') insertName.run(lastInsertRowid, person.name)
      } else if (!isSameEntry(before, person)) {
        update.run({ ...person, row: before.row })
        rename(before.row, before.name, person.name)
      }
    }
    for (const { row, name } of stored.values()) {
      rename(row, name, '')
      remove.run(row)
    }
  }
}

/** The members somebody could look for, by their id. */
function peopleOf(form: ApplicationForm): Map<string, IndexedPerson> {
  return new Map(
    form.members
      .map(
        (member): IndexedPerson => ({
          memberId: member.id,
          proposed: member.proposed ? 1 : 0,
          nik: withoutSeparators(member.nik),
          name: normaliseName(member.name),
          birthDate: parseCardDate(member.birthDate) ?? '',
        }),
      )
      .filter((person) => person.nik !== '' || person.name !== '')
      .map((person) => [person.memberId, person]),
  )
}

const isSameEntry = (one: IndexedPerson, other: IndexedPerson): boolean =>
  one.proposed === other.proposed &&
  one.nik === other.nik &&
  one.name === other.name &&
  one.birthDate === other.birthDate
