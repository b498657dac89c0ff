import { parseArgs } from 'node:util'
import { createImaging, startImagingInNode } from '../workers/imaging/client.ts'
import { createOcr, startOcrInNode } from '../workers/ocr/client.ts'
import type { JsonFields } from './page-json.ts'
import { type FileResult, readFilePages } from './read-file.ts'

/**
 * `npm run read`: takes files in and reads them as the application does, without a screen and without storing
 * anything. IT judges a scanner by it, tests measure by it.
 */
const usage = `usage: npm run read -- FILE... [--json]
  --json   one line of JSON for each file, in the order given, instead of a table:
           {file, refused: null | {code, message}, kind, pages: [{kind, fields, quality, ms}]}
exit code: 0 every file was read or refused with its reason, 1 a file could not be opened, 2 wrong options`

function parseOptions(): { files: string[]; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    if (positionals.length > 0) return { files: positionals, json: values.json }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
  }
  console.error(usage)
  process.exit(2)
}

const { files, json } = parseOptions()
const imaging = createImaging(startImagingInNode)
const reading = createOcr(startOcrInNode)
for (const file of files) {
  try {
    const result = await readFilePages(imaging, reading, file)
    console.log(json ? JSON.stringify(result) : asTable(result))
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}
imaging.stop()
reading.stop()

function asTable({ file, refused, pages }: FileResult): string {
  if (refused) return `${file}\n  ditolak (${refused.code}): ${refused.message}\n`
  const blocks = pages.map(({ kind, fields, quality, ms }) => {
    const measures = Object.entries(quality).map(([name, value]) => `${name} ${Number(value.toFixed(3))}`)
    return [`  ${kind}, ${ms} ms; ${measures.join(', ')}`, ...fieldRows(fields, '    ')].join('\n')
  })
  return `${[file, ...blocks].join('\n')}\n`
}

function fieldRows(fields: JsonFields, indent: string): string[] {
  return Object.entries(fields).flatMap(([name, read]) => {
    if (!Array.isArray(read)) return [`${indent}${name.padEnd(20)}${percent(read.confidence)}  ${read.value}`]
    return read.flatMap((item, index) => [`${indent}${name} ${index + 1}`, ...fieldRows(item, `${indent}  `)])
  })
}

function percent(confidence: number): string {
  return `${Math.round(confidence * 100)} %`.padStart(5)
}
