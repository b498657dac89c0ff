import { around, type Box, boxHeight, boxWidth } from '../../pixels/box.ts'
import type { Cell } from './cells.ts'

const usualNumberColumn = 2

/** Part by which numbers of sixteen figures differ in width on one page. */
const sameWidth = 0.06

/**
 * The column in which most cells hold about sixteen letters: names are of many lengths. Figures that touch cannot be
 * counted, and PELAJAR/MAHASISWA has as many letters, so the usual column stays where its cells are of one width.
 */
export function numberColumn(rows: readonly (readonly Cell[])[]): number {
  const counts = (rows[0] ?? []).map((_, column) => rows.filter((row) => hasSixteen(row[column])).length)
  const most = Math.max(...counts)
  const widths = rows.flatMap((row) => {
    const cell = row[usualNumberColumn]
    return cell && looksLikeNumber(cell) ? [boxWidth(around(cell.lines))] : []
  })
  const alike = Math.max(...widths) <= Math.min(...widths) * (1 + sameWidth)
  const stays = counts[usualNumberColumn] === most || (alike && widths.length >= most)
  return stays ? usualNumberColumn : counts.indexOf(most)
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
  return boxWidth(box) > shortest.sixteen * boxHeight(box)
}

/**
 * Whether a row begins with a figure and a name follows: a member, though the number be printed so faintly that its
 * figures fell apart. Above the members stand titles, and figures alone.
 */
export function isNumbered([serial, name]: readonly Cell[]): boolean {
  const figure = serial?.lines.length === 1 ? around(serial.lines) : undefined
  if (!figure || boxWidth(figure) > boxHeight(figure)) return false
  return name?.lines.some((line) => boxWidth(line) > 3 * boxHeight(line)) ?? false
}

/** A number is this many times as long as high at least; what is shorter is only what was seen of it. */
export const shortest = { sixteen: 7, date: 4 } as const

/** Where the number in a cell stands: around its print, or the middle of the cell where print was lost. */
export function numberBox({ lines, box }: Cell, number: keyof typeof shortest): Box {
  const seen = around(lines)
  if (lines.length === 1 && boxWidth(seen) > shortest[number] * boxHeight(seen)) return seen
  const quarter = boxHeight(box) / 4
  return { ...box, top: Math.round(box.top + quarter), bottom: Math.round(box.bottom - quarter) }
}
