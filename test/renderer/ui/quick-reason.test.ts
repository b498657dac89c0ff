import { describe, expect, it } from 'vitest'
import { applyReasonKey } from '../../../renderer/ui/quick-reason.ts'

const reasons = ['Sesuai KTP', 'Sesuai KK']

describe('a reason while it is typed', () => {
  it('is taken by its number in the empty field', () => {
    expect(applyReasonKey(reasons, '', '2')).toBe('Sesuai KK')
  })

  it('is taken by another number as long as it was not changed', () => {
    expect(applyReasonKey(reasons, 'Sesuai KK', 'Sesuai KK1')).toBe('Sesuai KTP')
  })

  it('is text as soon as there is text of one’s own', () => {
    expect(applyReasonKey(reasons, 'Lihat halaman ', 'Lihat halaman 2')).toBe('Lihat halaman 2')
    expect(applyReasonKey(reasons, 'Sesuai KK, RT ', 'Sesuai KK, RT 1')).toBe('Sesuai KK, RT 1')
  })

  it('is text where no reason has that number, or more than a number was pasted', () => {
    expect(applyReasonKey(reasons, '', '7')).toBe('7')
    expect(applyReasonKey(reasons, '', '12')).toBe('12')
  })
})
