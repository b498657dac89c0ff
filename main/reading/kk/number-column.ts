import { around, boxHeight, boxWidth } from '../picture/grey.ts'
import type { Cell } from './cells.ts'

const usualNumberColumn = 2

/** The column in which most cells hold about sixteen letters: names are of many lengths. */
export function numberColumn(rows: readonly (readonly Cell[])[]): number {
  const counts = (rows[0] ?? []).map((_, column) => rows.filter((row) => hasSixteen(row[column])).length)
  const most = Math.max(...counts)
  return counts[usualNumberColumn] === most ? usualNumberColumn : counts.indexOf(most)
}

const hasSixteen = (cell: Cell | undefined): boolean => {
  const letters = cell?.lines.flatMap(({ segments }) => segments.flatMap(({ marks }) => marks)).length ?? 0
  return looksLikeNumber(cell) && letters >= 15 && letters <= 17
}

/** Sixteen figures on one line are more than eight times as long as high. */
export function looksLikeNumber(cell: Cell | undefined): boolean {
  const line = cell?.lines[0]
  if (cell?.lines.length !== 1 || !line) return false
  const box = around([line])
  return boxWidth(box) > 7 * boxHeight(box)
}
