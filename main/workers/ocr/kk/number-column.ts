import { type Box, boundingBox, boxHeight, boxWidth } from '../../pixels/box.ts'
import type { Cell } from './cells.ts'

const standardNumberColumn = 2

/** Part by which numbers of sixteen figures differ in width on one page. */
const widthTolerance = 0.06

/**
 * The column in which most cells hold about sixteen letters: names are of many lengths. Figures that touch cannot be
 * counted, and PELAJAR/MAHASISWA has as many letters, so the usual column stays where its cells are of one width.
 */
export function numberColumn(rows: readonly (readonly Cell[])[]): number {
  const counts = (rows[0] ?? []).map((_, column) => rows.filter((row) => hasSixteen(row[column])).length)
  const highest = Math.max(...counts)
  const widths = rows.flatMap((row) => {
    const cell = row[standardNumberColumn]
    return cell && looksLikeNumber(cell) ? [boxWidth(boundingBox(cell.lines))] : []
  })
  const alike = Math.max(...widths) <= Math.min(...widths) * (1 + widthTolerance)
  const isStandard = counts[standardNumberColumn] === highest || (alike && widths.length >= highest)
  return isStandard ? standardNumberColumn : counts.indexOf(highest)
}

const hasSixteen = (cell: Cell | undefined): boolean => {
  const letters = cell?.lines.flatMap(({ segments }) => segments.flatMap(({ blobs }) => blobs)).length ?? 0
  return looksLikeNumber(cell) && letters >= 15 && letters <= 17
}

/** Sixteen figures on one line are more than eight times as long as high. */
export function looksLikeNumber(cell: Cell | undefined): boolean {
  const line = cell?.lines[0]
  if (cell?.lines.length !== 1 || !line) return false
  const box = boundingBox([line])
  return boxWidth(box) > minAspect.sixteen * boxHeight(box)
}

/**
 * Whether a row begins with a figure and a name follows: a member, though the number be printed so faintly that its
 * figures fell apart. Above the members stand titles, and figures alone.
 */
export function isNumbered([serial, name]: readonly Cell[]): boolean {
  const digit = serial?.lines.length === 1 ? boundingBox(serial.lines) : undefined
  if (!digit || boxWidth(digit) > boxHeight(digit)) return false
  return name?.lines.some((line) => boxWidth(line) > 3 * boxHeight(line)) ?? false
}

/** A number is this many times as long as high at least; what is shorter is only what was seen of it. */
export const minAspect = { sixteen: 7, date: 4 } as const

/** Where the number in a cell stands: around its print, or the middle of the cell where print was lost. */
export function numberBox({ lines, box }: Cell, number: keyof typeof minAspect): Box {
  const seen = boundingBox(lines)
  if (lines.length === 1 && boxWidth(seen) > minAspect[number] * boxHeight(seen)) return seen
  const quarter = boxHeight(box) / 4
  return { ...box, top: Math.round(box.top + quarter), bottom: Math.round(box.bottom - quarter) }
}
