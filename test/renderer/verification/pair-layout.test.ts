import { describe, expect, it } from 'vitest'
import { pairLayout } from '../../../renderer/verification/pair-layout.ts'

const lying = { width: 2400, height: 1700 }
const upright = { width: 1700, height: 2400 }

describe('pairLayout', () => {
  it('stacks landscape pages in a narrow pane', () => {
    expect(pairLayout({ width: 640, height: 600 }, [lying, lying])).toBe('rows')
  })

  it('puts portrait pages, or any pages in a wide pane, side by side', () => {
    expect(pairLayout({ width: 640, height: 600 }, [upright, upright])).toBe('columns')
    expect(pairLayout({ width: 1400, height: 500 }, [lying, lying])).toBe('columns')
  })
})
