import { describe, expect, it } from 'vitest'
import { applyReasonKey } from '../../../renderer/ui/quick-reason.ts'

const reasons = ['Sesuai KTP', 'Sesuai KK']

describe('applyReasonKey', () => {
  it('selects a reason by its digit in an empty field', () => {
    expect(applyReasonKey(reasons, '', '2')).toBe('Sesuai KK')
  })

  it('replaces an unedited reason by another digit', () => {
    expect(applyReasonKey(reasons, 'Sesuai KK', 'Sesuai KK1')).toBe('Sesuai KTP')
  })

  it('treats a digit as text after other text was typed', () => {
    expect(applyReasonKey(reasons, 'Lihat halaman ', 'Lihat halaman 2')).toBe('Lihat halaman 2')
    expect(applyReasonKey(reasons, 'Sesuai KK, RT ', 'Sesuai KK, RT 1')).toBe('Sesuai KK, RT 1')
  })

  it('treats unknown digits and pasted text as text', () => {
    expect(applyReasonKey(reasons, '', '7')).toBe('7')
    expect(applyReasonKey(reasons, '', '12')).toBe('12')
  })
})
