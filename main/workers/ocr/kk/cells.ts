import type { Box } from '../../pixels/box.ts'
import type { Blob } from '../../pixels/connected-components.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import { findTextRows, type RowLimits, type TextRow } from '../segmentation/text-rows.ts'
import { cellBox, columnCount, type Grid, rowCount } from './grid.ts'

/** What is printed in a cell: its lines of text, none where the cell is empty or holds a dash. */
export interface Cell {
  box: Box
  lines: TextRow[]
}

/** Heights of letters on an A4 sheet of this many pixels across: values are capitals of 1.3 to 5 mm. */
export function valueLetters(page: GrayImage): RowLimits {
  const minHeight = Math.max(5, page.width * 0.0028)
  return {
    minHeight,
    minCapital: minHeight,
    maxHeight: page.width * 0.016,
    maxSegmentGap: 40,
    maxRowGap: 40,
    minLetters: 1,
  }
}

/** The titles of the columns have small letters too. */
export const titleLetters = (page: GrayImage): RowLimits => ({
  ...valueLetters(page),
  minHeight: Math.max(4, page.width * 0.0018),
})

/** Puts the marks of the page into the cells of a table. @returns rows of cells */
export function fillCells(grid: Grid, blobs: readonly Blob[], limits: RowLimits): Cell[][] {
  return Array.from({ length: rowCount(grid) }, (_, row) => {
    const boxes = Array.from({ length: columnCount(grid) }, (_, column) => cellBox(grid, row, column))
    const top = Math.min(...boxes.map((box) => box.top))
    const bottom = Math.max(...boxes.map((box) => box.bottom))
    const near = blobs.filter((blob) => blob.bottom > top && blob.top < bottom)
    return boxes.map((box) => ({
      box,
      lines: findTextRows(
        near.filter((blob) => isBlobInside(blob, box)),
        limits,
      ),
    }))
  })
}

function isBlobInside(blob: Blob, box: Box): boolean {
  const x = (blob.left + blob.right) / 2
  const y = (blob.top + blob.bottom) / 2
  return x > box.left && x < box.right && y > box.top && y < box.bottom
}

export const isEmpty = (cell: Cell | undefined): boolean => cell === undefined || cell.lines.length === 0
