import type { FontFace, KkLayout } from './style.ts'
import { fitted, leading, type TextStyle, text } from './svg.ts'

export interface TableColumn<Row> {
  title: string
  /** Pixels. */
  width: number
  /** Set in the face for numbers. */
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
  layout: KkLayout['table']
  faces: { text: FontFace; numbers: FontFace }
}

/** Of the line below the titles, with the columns' numbers. */
const numberHeight = 26
/** Of the column with the lines' numbers. */
export const serialWidth = 50

export const tableHeight = ({ titleHeight, rowHeight }: KkLayout['table'], rowCount: number): number =>
  titleHeight + numberHeight + rowCount * rowHeight

/** A table with a line number before each row, its size settled by its columns and `rowCount`. */
export function drawTable<Row>(table: Table<Row>): string {
  const { x, y, columns, firstNumber, rows, rowCount, layout, faces } = table
  const { titleHeight, rowHeight, titleSize, textSize } = layout
  const stroke = `stroke="#333333" stroke-width="${layout.stroke}" fill="none"`
  const parts: string[] = []
  const bodyTop = y + titleHeight + numberHeight
  const bottom = y + tableHeight(layout, rowCount)
  let left = x

  const column = (width: number, title: string, number: string, values: readonly string[], cell: Cell) => {
    const box = { left: left + 6, width: width - 12 }
    parts.push(`<rect x="${left}" y="${y}" width="${width}" height="${bottom - y}" ${stroke}/>`)
    const head: Cell = { face: faces.text, anchor: 'middle' }
    parts.push(
      ...fill({ ...box, top: y, height: titleHeight }, title, { ...head, bold: true, size: titleSize }),
      ...fill({ ...box, top: y + titleHeight, height: numberHeight }, number, { ...head, size: 16 }),
    )
    for (const [index, value] of values.entries()) {
      const place = { ...box, top: bodyTop + index * rowHeight, height: rowHeight }
      parts.push(...fill(place, value, { ...cell, size: textSize }))
    }
    left += width
  }

  const serials = Array.from({ length: rowCount }, (_, index) => String(index + 1))
  column(serialWidth, 'No', '', serials, { face: faces.text, anchor: 'middle' })
  for (const [index, { title, width, number, value }] of columns.entries()) {
    const cell: Cell = number
      ? { face: faces.numbers, anchor: 'middle' }
      : { face: faces.text, anchor: layout.words }
    column(width, title, `(${firstNumber + index})`, rows.map(value), cell)
  }
  const rule = (height: number) => parts.push(`<path d="M${x} ${height} H${left}" ${stroke}/>`)
  for (let row = 0; row <= rowCount; row++) rule(bodyTop + row * rowHeight)
  rule(y + titleHeight)
  return parts.join('')
}

interface Cell {
  face: FontFace
  anchor: 'start' | 'middle'
}

interface Place {
  left: number
  top: number
  width: number
  height: number
}

/** Text in a cell, on two lines where it must be. */
function fill(place: Place, content: string, { face, anchor, ...style }: Cell & TextStyle): string[] {
  const box = { width: place.width, height: place.height - 4, capitalWidth: face.capitalWidth }
  const { lines, size } = fitted(content, box, style.size)
  const x = anchor === 'start' ? place.left : place.left + place.width / 2
  return lines.map((line, index) => {
    const y = place.top + place.height / 2 + size * (0.36 + (index - (lines.length - 1) / 2) * leading)
    return text(x, y, line, { ...style, size, anchor, font: face.family })
  })
}
