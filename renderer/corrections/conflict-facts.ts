import { cardDate } from '../../shared/calendar.ts'
import type { ConflictView } from '../../shared/contract/correction-calls.ts'
import { groupedDigits } from '../../shared/display.ts'
import type { ConflictSide } from '../../shared/feed.ts'
import { findLabel } from '../../shared/reference/code-table.ts'
import { sexes } from '../../shared/reference/population.ts'

/** One value of both sides. */
export interface ConflictFact {
  readonly label: string
  readonly ours: string
  readonly theirs: string
  readonly isNumber: boolean
  /** They differ in a value that a person has only one of. */
  readonly isDistinguishing: boolean
}

/**
 * The values that show whether both are the same person.
 *
 * @param village name of a kelurahan, or its code where it is not known
 */
export function conflictFacts(
  { ours, theirs }: ConflictView,
  village: (code: string) => string,
): ConflictFact[] {
  const row = (label: string, value: (side: ConflictSide) => string, isNumber = false): ConflictFact => ({
    label,
    isNumber,
    ours: value(ours),
    theirs: value(theirs),
    isDistinguishing: false,
  })
  const personal = (label: string, value: (side: ConflictSide) => string): ConflictFact => ({
    ...row(label, value),
    isDistinguishing: value(ours) !== '' && value(theirs) !== '' && value(ours) !== value(theirs),
  })
  return [
    personal('Nama', (side) => side.name),
    personal('Tempat lahir', (side) => side.birthPlace),
    personal('Tanggal lahir', (side) => cardDate(side.birthDate)),
    personal('Jenis kelamin', (side) => findLabel(sexes, side.sex) ?? side.sex),
    personal('Nama ibu', (side) => side.motherName),
    row('Kepala keluarga', (side) => side.headName),
    row('No. KK', (side) => groupedDigits(side.noKk), true),
    row('Kelurahan', (side) => village(side.village)),
    row('Nomor permohonan', (side) => side.number, true),
  ].filter((fact) => fact.ours !== '' || fact.theirs !== '')
}
