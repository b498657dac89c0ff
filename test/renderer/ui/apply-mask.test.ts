import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyMask } from '../../../renderer/ui/apply-mask.ts'
import { digitsMask } from '../../../renderer/ui/digits.ts'
import { groupedDigits } from '../../../shared/display.ts'
import { withoutSeparators } from '../../../shared/nik.ts'

/** A field with a caret at `|`: types, deletes or pastes, and shows the field afterwards. */
function edit(
  field: string,
  action: { type?: string; paste?: string; key?: 'Backspace' | 'Delete' },
): string {
  const thin = field.replaceAll(' ', '\u2009')
  const place = thin.indexOf('|')
  const before = thin.replace('|', '')
  const [left, right] = [before.slice(0, place), before.slice(place)]
  const inserted = action.type ?? action.paste ?? ''
  const text =
    action.key === 'Backspace'
      ? left.slice(0, -1) + right
      : action.key === 'Delete'
        ? left + right.slice(1)
        : left + inserted + right
  const caret = action.key === 'Backspace' ? place - 1 : place + inserted.length
  const inputTypes = { Backspace: 'deleteContentBackward', Delete: 'deleteContentForward' }
  const inputType = action.key ? inputTypes[action.key] : action.paste ? 'insertFromPaste' : 'insertText'
  const result = applyMask(digitsMask, { before, text, caret, inputType })
  return `${result.text.slice(0, result.caret)}|${result.text.slice(result.caret)}`.replaceAll('\u2009', ' ')
}

describe('digits in groups of four', () => {
  test('a gap comes before the fifth digit, and the caret behind it', () => {
    expect(edit('3271|', { type: '0' })).toBe('3271 0|')
  })
  test('a digit typed in the middle moves the groups along, not the caret', () => {
    expect(edit('32|71 0310 0290 0001', { type: '9' })).toBe('329|7 1031 0029 0000 1')
  })
  test('Backspace behind a gap takes the digit before it', () => {
    expect(edit('3271 |0310', { key: 'Backspace' })).toBe('327|0 310')
  })
  test('Delete before a gap takes the digit behind it', () => {
    expect(edit('3271| 0310', { key: 'Delete' })).toBe('3271| 310')
  })
  test('Backspace at the end takes the last digit and the gap that is no longer needed', () => {
    expect(edit('3271 0|', { key: 'Backspace' })).toBe('3271|')
  })
  test('a number pasted with spaces, dots or dashes is the same number', () => {
    expect(edit('|', { paste: '3271-0310.0290 0001' })).toBe('3271 0310 0290 0001|')
  })
  test('letters and too many digits stay in sight', () => {
    expect(edit('3271 031|', { type: 'O' })).toBe('3271 031O|')
    expect(edit('3271 0310 0290 0001|', { type: '7' })).toBe('3271 0310 0290 0001 7|')
  })
  test('a typed space changes nothing and leaves the caret where it was', () => {
    expect(edit('3271 03|10', { type: ' ' })).toBe('3271 03|10')
  })
})

test('whatever is typed anywhere, no character is lost and the caret stands behind it', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{0,20}$/),
      fc.stringMatching(/^[\dA-Z]{1,3}$/),
      fc.nat(24),
      (digits, typed, at) => {
        const before = groupedDigits(digits)
        const place = Math.min(at, before.length)
        const text = before.slice(0, place) + typed + before.slice(place)
        const result = applyMask(digitsMask, {
          before,
          text,
          caret: place + typed.length,
          inputType: 'insertText',
        })
        expect(withoutSeparators(result.text)).toBe(withoutSeparators(text))
        expect(withoutSeparators(result.text.slice(0, result.caret)).endsWith(typed)).toBe(true)
        expect(result.text).toBe(groupedDigits(withoutSeparators(result.text)))
      },
    ),
  )
})

test('whatever is deleted anywhere, exactly one character goes', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,20}$/), fc.nat(24), fc.boolean(), (digits, at, isBackward) => {
      const before = groupedDigits(digits)
      const place = isBackward ? Math.max(1, Math.min(at, before.length)) : Math.min(at, before.length - 1)
      const from = isBackward ? place - 1 : place
      const result = applyMask(digitsMask, {
        before,
        text: before.slice(0, from) + before.slice(from + 1),
        caret: from,
        inputType: isBackward ? 'deleteContentBackward' : 'deleteContentForward',
      })
      expect(withoutSeparators(result.text)).toHaveLength(digits.length - 1)
    }),
  )
})
