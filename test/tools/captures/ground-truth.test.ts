import { expect, test } from 'vitest'
import { createRandom } from '../../../main/specimens/random.ts'
import { pickFaces } from './faces.ts'
import { pickKk, pickKtp, truthOf } from './ground-truth.ts'
import { heldOutFaces } from './held-out.ts'

const picks = Array.from({ length: 120 }, (_, index) => createRandom(`people/${index}`))

test('a KK has from one to ten members', () => {
  const sizes = picks.map((random) => {
    const truth = truthOf(pickKk(random, 'seen'))
    return truth.document === 'kk' ? truth.members.length : 0
  })
  expect(Math.min(...sizes)).toBe(1)
  expect(Math.max(...sizes)).toBe(10)
})

test('the people of the held-out set are others', () => {
  const niks = (set: 'seen' | 'held-out') =>
    new Set(
      picks.map((random) => {
        const truth = truthOf(pickKtp(random, set))
        return truth.document === 'ktp' ? truth.fields.nik : undefined
      }),
    )
  const seen = niks('seen')
  for (const nik of niks('held-out')) expect(seen.has(nik)).toBe(false)
})

test('held-out faces print the held-out set and nothing else', () => {
  const files = (set: 'seen' | 'held-out') =>
    new Set(picks.flatMap((random) => Object.values(pickFaces(random, set)).flatMap((face) => face.files)))
  const names = (set: 'seen' | 'held-out') => [...files(set)].map((file) => file.toLowerCase())
  const isHeldOut = (file: string) =>
    heldOutFaces.some((face) => file.includes(face.toLowerCase().replaceAll(' ', '-')))
  expect(names('held-out').length).toBeGreaterThanOrEqual(heldOutFaces.length)
  expect(names('held-out').filter((file) => !isHeldOut(file))).toEqual([])
  expect(names('seen').filter(isHeldOut)).toEqual([])
})
