import { fitted, fonts, leading, text } from './svg.ts'

export interface TableColumn<Row> {
  title: string
  /** Pixels. */
  width: number
  /** Set in figures of one width. */
  number?: boolean
  value(row: Row): string
}

export interface Table<Row> {
  x: number
  y: number
  columns: readonly TableColumn<Row>[]
  /** The columns are numbered below their titles, from this one on. */
  firstNumber: number
  rows: readonly Row[]
  /** Lines of the form, filled or not. */
  rowCount: number
}

const titleHeight = 50
const numberHeight = 26
const rowHeight = 42
const serialWidth = 50
const textSize = 20

/** A table with a line number before each row, its size settled by its columns and `rowCount`. */
export function drawTable<Row>({ x, y, columns, firstNumber, rows, rowCount }: Table<Row>): string {
  const parts: string[] = []
  const bodyTop = y + titleHeight + numberHeight
  const bottom = bodyTop + rowCount * rowHeight
  let left = x

  const column = (width: number, title: string, number: string, values: readonly string[], font?: string) => {
    const box = { middle: left + width / 2, width: width - 12 }
    parts.push(rectangle(left, y, width, bottom - y))
    parts.push(...cell({ ...box, top: y, height: titleHeight }, title, { bold: true, size: 18 }))
    parts.push(...cell({ ...box, top: y + titleHeight, height: numberHeight }, number, { size: 16 }))
    for (const [index, value] of values.entries()) {
      const style = font ? { size: textSize, font } : { size: textSize }
      parts.push(...cell({ ...box, top: bodyTop + index * rowHeight, height: rowHeight }, value, style))
    }
    left += width
  }

  column(
    serialWidth,
    'No',
    '',
    Array.from({ length: rowCount }, (_, index) => String(index + 1)),
  )
  for (const [index, { title, width, number, value }] of columns.entries()) {
    column(width, title, `(${firstNumber + index})`, rows.map(value), number ? fonts.numbers : undefined)
  }
  for (let row = 0; row <= rowCount; row++) parts.push(rule(x, bodyTop + row * rowHeight, left))
  parts.push(rule(x, y + titleHeight, left))
  return parts.join('')
}

interface Box {
  middle: number
  top: number
  width: number
  height: number
}

/** Text in the middle of a cell, on two lines where it must be. */
function cell(box: Box, content: string, style: { size: number; font?: string; bold?: boolean }): string[] {
  const { lines, size } = fitted(content, box.width, box.height - 4, style.size)
  return lines.map((line, index) => {
    const y = box.top + box.height / 2 + size * (0.36 + (index - (lines.length - 1) / 2) * leading)
    return text(box.middle, y, line, { ...style, size, anchor: 'middle' })
  })
}

const stroke = 'stroke="#333333" stroke-width="1.5" fill="none"'
const rectangle = (x: number, y: number, width: number, height: number): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${stroke}/>`
const rule = (x: number, y: number, right: number): string => `<path d="M${x} ${y} H${right}" ${stroke}/>`
