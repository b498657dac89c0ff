import fs from 'node:fs'
import { expect, test } from 'vitest'
import wabt from 'wabt'
import { resourceFile } from '../../../../main/store/resources.ts'
import { allocate, multiply, withArena } from '../../../../main/workers/nn/matrix.ts'
import { createSeededRandom } from '../../../tools/train/seeded-random.ts'

function filled(length: number, seed: number): Float32Array {
  const chance = createSeededRandom(seed)
  return fill(allocate(length), () => chance.normal())
}

function fill(floats: Float32Array, value: () => number): Float32Array {
  for (let at = 0; at < floats.length; at++) floats[at] = value()
  return floats
}

test('adds the product of two matrices to a third', () => {
  withArena(() => {
    const [rows, inner, columns] = [12, 37, 24]
    const [a, b] = [filled(rows * inner, 1), filled(inner * columns, 2)]
    const c = fill(allocate(rows * columns), () => 5)
    multiply(a, b, c, rows, columns)
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let wanted = 5
        for (let k = 0; k < inner; k++) wanted += (a[row * inner + k] ?? 0) * (b[k * columns + column] ?? 0)
        expect(c[row * columns + column]).toBeCloseTo(wanted, 4)
      }
    }
  })
})

test('sizes that the loop cannot do, and too little room, are refused', () => {
  withArena(() => {
    expect(() => multiply(allocate(6), allocate(24), allocate(24), 3, 8)).toThrow(RangeError)
    expect(() => multiply(allocate(8), allocate(20), allocate(40), 4, 10)).toThrow(RangeError)
    expect(() => multiply(allocate(8), allocate(8), allocate(32), 4, 8)).toThrow(RangeError)
    expect(() => allocate(64 * 1024 * 1024)).toThrow(RangeError)
  })
})

test('borrowed room is given back, even where the work fails', () => {
  const before = withArena(() => allocate(4).byteOffset)
  expect(() =>
    withArena(() => {
      allocate(1000)
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(withArena(() => allocate(4).byteOffset)).toBe(before)
})

test('what is shipped is what its source says', async () => {
  const source = fs.readFileSync('main/workers/nn/multiply.wat', 'utf8')
  const { buffer } = (await wabt()).parseWat('multiply.wat', source, { simd: true }).toBinary({})
  expect(Buffer.from(buffer).equals(fs.readFileSync(resourceFile('networks/multiply.wasm')))).toBe(true)
})
