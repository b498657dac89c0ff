import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DigitReading } from '../../../../../main/workers/ocr/digits/digits.ts'
import { resolveNik } from '../../../../../main/workers/ocr/digits/resolve-nik.ts'

const today = '2026-11-22'
/** Bogor Barat, a man born on 17 January 1971. */
const nik = '3271041701710002'

/** A reading with clear digits but for those named: what they could be, the likeliest first. */
function reading(
  text: string,
  doubts: Record<number, [digit: string, probability: number][]>,
  confidence: number,
) {
  const positions = [...text].map((digit, index) =>
    (doubts[index] ?? [[digit, 0.999]]).map(([choice, probability]) => ({ digit: choice, probability })),
  )
  const likeliest = positions.map(([first]) => first?.digit).join('')
  return {
    text: likeliest,
    confidence,
    positions,
    countProbability: 1,
    left: 0,
    right: 100,
  } satisfies DigitReading
}

test('a clear number that keeps every rule stays as it is', () => {
  expect(resolveNik(reading(nik, {}, 0.98), {}, today)).toEqual({ nik, confidence: 0.98 })
})

test('a digit in doubt is chosen where one choice alone makes a day that has been', () => {
  // Month 01 or 71.
  const doubtful = reading(
    nik,
    {
      8: [
        ['7', 0.6],
        ['0', 0.39],
      ],
    },
    0.4,
  )
  const resolved = resolveNik(doubtful, {}, today)
  expect(resolved.nik).toBe(nik)
  expect(resolved.confidence).toBeGreaterThan(0.9)
})

test('the birth date on the card decides between two days', () => {
  const doubtful = reading(
    nik,
    {
      7: [
        ['1', 0.7],
        ['7', 0.29],
      ],
    },
    0.5,
  )
  expect(resolveNik(doubtful, {}, today)).toEqual({ nik: doubtful.text, confidence: 0.5 })
  expect(resolveNik(doubtful, { birthDate: '1971-01-17' }, today).nik).toBe(nik)
  expect(resolveNik(doubtful, { birthDate: '1971-01-17' }, today).confidence).toBeGreaterThan(0.9)
})

test('the sex on the card decides whether a day is 40 higher', () => {
  const woman = '3271045701710002'
  const doubtful = reading(
    woman,
    {
      6: [
        ['1', 0.6],
        ['5', 0.395],
      ],
    },
    0.5,
  )
  expect(resolveNik(doubtful, { sex: 'female' }, today).nik).toBe(woman)
  expect(resolveNik(doubtful, {}, today)).toEqual({ nik: doubtful.text, confidence: 0.5 })
})

test('where no rule can tell, the number stays as read and in doubt', () => {
  const serial = reading(
    nik,
    {
      15: [
        ['3', 0.6],
        ['8', 0.39],
      ],
    },
    0.5,
  )
  expect(resolveNik(serial, { birthDate: '1971-01-17', sex: 'male' }, today)).toEqual({
    nik: serial.text,
    confidence: 0.5,
  })
})

test('a clear number that breaks a rule is not corrected, but a person has to say that it is right', () => {
  for (const broken of ['3299991701710002', '3271041713710002', '3271041701710000']) {
    const { nik: kept, confidence } = resolveNik(reading(broken, {}, 0.99), {}, today)
    expect(kept).toBe(broken)
    expect(confidence).toBeLessThan(0.9)
  }
  const other = resolveNik(reading(nik, {}, 0.99), { birthDate: '1971-01-18' }, today)
  expect(other.nik).toBe(nik)
  expect(other.confidence).toBeLessThan(0.9)
})

test('rules make up neither for a digit too many nor for a number that is all doubt', () => {
  const doubt: [string, number][] = [
    ['7', 0.6],
    ['0', 0.39],
  ]
  const miscounted = { ...reading(nik, { 8: doubt }, 0.4), countProbability: 0.2 }
  expect(resolveNik(miscounted, {}, today).confidence).toBeLessThan(0.5)
  const unclear: [string, number][] = [
    ['1', 0.6],
    ['7', 0.39],
  ]
  const vague = reading(
    nik,
    {
      5: [
        ['4', 0.6],
        ['9', 0.4],
      ],
      6: unclear,
      7: unclear,
      8: doubt,
    },
    0.1,
  )
  expect(resolveNik(vague, { birthDate: '1971-01-17' }, today)).toEqual({ nik: vague.text, confidence: 0.1 })
})

test('what is no number of sixteen digits is none', () => {
  expect(resolveNik(reading('12345', {}, 0.99), {}, today).confidence).toBe(0)
})

test('whatever is in doubt, no digit that was clear is ever changed, and nothing is chosen that was not seen', () => {
  const digit = fc.integer({ min: 0, max: 9 }).map(String)
  const doubt = fc.record({
    place: fc.integer({ min: 0, max: 15 }),
    first: digit,
    second: digit,
    probability: fc.double({ min: 0.5, max: 1, noNaN: true }),
  })
  const birthDate = fc.constantFrom('1971-01-17', '1980-05-09', undefined)
  fc.assert(
    fc.property(fc.array(doubt, { maxLength: 6 }), birthDate, (doubts, known) => {
      const choices = Object.fromEntries(
        doubts.map(({ place, first, second, probability }): [number, [string, number][]] => [
          place,
          first === second
            ? [[first, 1]]
            : [
                [first, probability],
                [second, 1 - probability],
              ],
        ]),
      )
      const read = reading(nik, choices, 0.5)
      const resolved = resolveNik(read, { birthDate: known }, today)
      for (const [index, position] of read.positions.entries()) {
        const chosen = resolved.nik[index]
        if ((position[0]?.probability ?? 0) >= 0.97) expect(chosen).toBe(position[0]?.digit)
        else expect(position.map((choice) => choice.digit)).toContain(chosen)
      }
    }),
  )
})
