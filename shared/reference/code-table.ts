import { z } from 'zod'

/** One entry of a population code table: the code that is stored and the words that the card prints. */
export interface CodeEntry {
  readonly code: string
  readonly label: string
}

export type CodeTable = readonly CodeEntry[]

/** Builds a table from `code label` lines, the form in which the lists are published. */
export function codeTable(lines: string): CodeTable {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [, code, label] = /^\s*(\d+)\s+(.+?)\s*$/.exec(line) ?? []
      if (code === undefined || label === undefined) throw new Error(`not a code line: ${line}`)
      return { code, label }
    })
}

export function findLabel(table: CodeTable, code: string): string | undefined {
  return table.find((entry) => entry.code === code)?.label
}

/** A code that stands in the table. */
export function codeIn(table: CodeTable): z.ZodString {
  return z.string().refine((code) => findLabel(table, code) !== undefined)
}
