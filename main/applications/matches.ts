import type { PersonMatch } from '../../shared/contract/application-calls.ts'

/** A person found, with the row that tells two of them apart. */
export type MatchRow = PersonMatch & { row: number | null }

/** Columns of a match; `p` are people, `a` applications. */
export const personColumns = `p.row, a.id AS applicationId, a.number, a.status, a.kind, p.name, p.nik, a.no_kk AS noKk,
  p.birth_date AS birthDate, a.updated_at AS updatedAt`

/**
 * The same for a whole family: its first person stands for it, or the head's name where nobody is named yet.
 */
export const familyColumns = `p.row, a.id AS applicationId, a.number, a.status, a.kind,
  COALESCE(p.name, a.head_name) AS name, COALESCE(p.nik, '') AS nik, a.no_kk AS noKk,
  COALESCE(p.birth_date, '') AS birthDate, a.updated_at AS updatedAt`
export const familyPerson =
  'LEFT JOIN people AS p ON p.row = (SELECT MIN(row) FROM people WHERE application_id = a.id)'

export const toMatch = ({ row: _row, ...match }: MatchRow): PersonMatch => match
