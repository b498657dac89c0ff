import { describe, expect, it } from 'vitest'
import { pairLayout } from '../../../renderer/verification/pair-layout.ts'

const lying = { width: 2400, height: 1700 }
const upright = { width: 1700, height: 2400 }

describe('two pages in one room', () => {
  it('stand one above the other where they lie on their side in a narrow room', () => {
    expect(pairLayout({ width: 640, height: 600 }, [lying, lying])).toBe('rows')
  })

  it('stand side by side where they are upright, or the room is wide', () => {
    expect(pairLayout({ width: 640, height: 600 }, [upright, upright])).toBe('columns')
    expect(pairLayout({ width: 1400, height: 500 }, [lying, lying])).toBe('columns')
  })
})
