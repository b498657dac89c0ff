import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import wabt from 'wabt'
import { resourceFile } from '../../../main/store/resources.ts'
import { calibrateDigits } from './calibrate-digits.ts'
import { trainDigits } from './train-digits.ts'
import { trainUpright } from './train-upright.ts'

const usage = `npm run train -- digits [--seed 1] [--steps 4500] [--folder resources/networks] [--from FOLDER]
npm run train -- calibrate [--seed 3] [--lines 400] [--folder resources/networks]
npm run train -- upright [--seed 1] [--steps 1600] [--folder resources/networks]
npm run train -- multiply
Trains a network from nothing on print drawn for it, a quarter of an hour each on one core; the same seed and steps
give the same weights. calibrate fits the confidence
of what they read, after training. --from goes on from networks that exist, for a face that is new. multiply assembles the loop that both run in.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    steps: { type: 'string' },
    folder: { type: 'string' },
    from: { type: 'string' },
    lines: { type: 'string' },
  },
})
const number = (text: string | undefined, otherwise: number) =>
  text === undefined ? otherwise : Number(text)
const seed = number(values.seed, 1)
const folder = values.folder ?? path.dirname(resourceFile('networks/multiply.wasm'))

/** Text to binary: main/workers/nn/multiply.wat has what it does. */
async function assemble(): Promise<void> {
  const source = fs.readFileSync('main/workers/nn/multiply.wat', 'utf8')
  const { buffer } = (await wabt()).parseWat('multiply.wat', source, { simd: true }).toBinary({})
  fs.writeFileSync(path.join(folder, 'multiply.wasm'), buffer)
}

if (positionals[0] === 'digits') await trainDigits(seed, number(values.steps, 4500), folder, values.from)
else if (positionals[0] === 'calibrate')
  await calibrateDigits(number(values.seed, 3), number(values.lines, 400), folder)
else if (positionals[0] === 'upright') await trainUpright(seed, number(values.steps, 1600), folder)
else if (positionals[0] === 'multiply') await assemble()
else console.log(usage)
