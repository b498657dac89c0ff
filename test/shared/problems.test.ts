import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { Problem, ProblemCode, ProblemValue, problemSentence } from '../../shared/problems.ts'

/** The codes as they stand in the table; the table itself is nobody's but its own file's. */
const source = readFileSync(resolve(import.meta.dirname, '../../shared/problems.ts'), 'utf8')
const codes = [...source.matchAll(/^ {2}'?([a-z-]+)'?: \((?:data)?\) =>/gm)].map(([, code]) =>
  ProblemCode.parse(code),
)

test('every problem is a whole sentence or two in Indonesian, with or without its data', () => {
  expect(codes.length).toBeGreaterThan(40)
  for (const code of codes) {
    for (const data of [{}, { count: 3, seconds: 30, megabytes: 40, limit: 20, number: '123456' }]) {
      const sentence = problemSentence({ code, data })
      expect(sentence).toMatch(/^[A-Z\d].*\.$/)
      expect(sentence).not.toMatch(/\b(undefined|null|NaN|the|[Ee]rror)\b/)
      // One line of a notice.
      expect(sentence.length).toBeLessThan(130)
    }
  }
})

test('no two problems say the same', () => {
  const sentences = codes.map((code) => problemSentence({ code, data: {} }))
  expect(new Set(sentences)).toHaveLength(sentences.length)
})

test('a problem crosses the contract as a value', () => {
  const problem = new Problem('application-incomplete', { count: 2 }, { cause: new Error('inside') })
  const value = ProblemValue.parse(JSON.parse(JSON.stringify(problem.toValue())))
  expect(value).toEqual({ code: 'application-incomplete', data: { count: 2 } })
  expect(problemSentence(value)).toBe('Belum dapat diajukan: masih ada 2 hal yang kurang.')
  expect(problem.message).toBe('application-incomplete')
})

test.each(['no-such-problem', 'toString', '', 7, undefined])('%j is no problem of ours', (code) => {
  expect(ProblemValue.safeParse({ code, data: {} }).success).toBe(false)
})
