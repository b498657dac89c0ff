import fs from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { inventFamilies } from '../../../main/specimens/invent-families.ts'
import type { SpecimenFamily } from '../../../main/specimens/specimen-family.ts'
import { specimenDrawings } from '../../../main/workers/specimens/messages.ts'
import { renderSpecimen } from '../../../main/workers/specimens/render-specimen.ts'
import { writeCaptures } from '../captures/write-captures.ts'

/**
 * `npm run specimens`: invented families and pictures of their cards, for training, tests and benchmarks. Writes
 * families.json and the pictures into a folder that is new or empty; files are named by number, because a name or
 * a NIK has no place in a file name, not even an invented one. With --captures also pictures of other cards as
 * scanners and phones deliver them, and captures.json with what each shows and where. Exit code 2 for wrong options.
 */
const usage = `usage: npm run specimens -- --out DIR [--families N] [--seed S] [--office CODE] [--disagreements]
                                [--captures N]
  --families N      how many (20)
  --seed S          the same seed gives the same families ("1")
  --office CODE     kelurahan or kecamatan where they live (327103, Bogor Tengah)
  --disagreements   something in every third family does not agree; families.json says what
  --captures N      N simulated scans and photos of each kind too, always the same, good ones and bad ones (0)`

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    families: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    office: { type: 'string', default: '327103' },
    disagreements: { type: 'boolean', default: false },
    captures: { type: 'string', default: '0' },
  },
})

function exitWithReason(reason: string): never {
  console.error(`${reason}\n${usage}`)
  process.exit(2)
}

function inventRequested(): SpecimenFamily[] {
  const { seed, office, disagreements } = values
  try {
    return inventFamilies({ seed, count, office: { code: office }, disagreements })
  } catch (error) {
    return exitWithReason(error instanceof Error ? error.message : String(error))
  }
}

const count = Number(values.families)
if (!Number.isInteger(count) || count < 1) exitWithReason('--families takes a number from 1')
const captures = Number(values.captures)
if (!Number.isInteger(captures) || captures < 0) exitWithReason('--captures takes a number from 0')
if (values.out === undefined) exitWithReason('--out is missing')
const folder = path.resolve(values.out)

const families = inventRequested()
await fs.mkdir(folder, { recursive: true })
if ((await fs.readdir(folder)).length > 0)
  exitWithReason('The folder is not empty, and nothing in it is overwritten.')

const digits = Math.max(3, String(count).length)
let pictures = 0
const manifest = []
for (const family of families) {
  const number = String(family.number).padStart(digits, '0')
  const files: { file: string; document: string; memberId: string | null }[] = []
  for (const [index, drawing] of specimenDrawings(family).entries()) {
    const file = `${number}-${drawing.document}${index > 0 ? `-${index}` : ''}.jpg`
    // A file that appears meanwhile is not overwritten either.
    await fs.writeFile(path.join(folder, file), await renderSpecimen(drawing), { flag: 'wx' })
    const memberId = drawing.document === 'ktp' ? drawing.member.id : null
    files.push({ file, document: drawing.document, memberId })
  }
  pictures += files.length
  manifest.push({ ...family, files })
}
await fs.writeFile(path.join(folder, 'families.json'), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx' })
if (captures > 0) await writeCaptures(path.join(folder, 'captures'), captures)
console.log(`${families.length} families, ${pictures} pictures in ${folder}`)
