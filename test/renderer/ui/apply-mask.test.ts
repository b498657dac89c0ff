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
  const index = thin.indexOf('|')
  const before = thin.replace('|', '')
  const [left, right] = [before.slice(0, index), before.slice(index)]
  const inserted = action.type ?? action.paste ?? ''
  const text =
    action.key === 'Backspace'
      ? left.slice(0, -1) + right
      : action.key === 'Delete'
        ? left + right.slice(1)
        : left + inserted + right
  const caret = action.key === 'Backspace' ? index - 1 : index + inserted.length
  const inputTypes = { Backspace: 'deleteContentBackward', Delete: 'deleteContentForward' }
  const inputType = action.key ? inputTypes[action.key] : action.paste ? 'insertFromPaste' : 'insertText'
  const result = applyMask(digitsMask, { before, text, caret, inputType })
  return `${result.text.slice(0, result.caret)}|${result.text.slice(result.caret)}`.replaceAll('\u2009', ' ')
}

describe('digitsMask', () => {
  test('inserts a gap before the fifth digit and puts the caret behind it', () => {
    expect(edit('3271|', { type: '0' })).toBe('3271 0|')
  })
  test('a digit typed in the middle shifts the groups, not the caret', () => {
    expect(edit('32|71 0310 0290 0001', { type: '9' })).toBe('329|7 1031 0029 0000 1')
  })
  test('Backspace behind a gap deletes the digit before it', () => {
    expect(edit('3271 |0310', { key: 'Backspace' })).toBe('327|0 310')
  })
  test('Delete before a gap deletes the digit behind it', () => {
    expect(edit('3271| 0310', { key: 'Delete' })).toBe('3271| 310')
  })
  test('Backspace at the end deletes the last digit and a trailing gap', () => {
    expect(edit('3271 0|', { key: 'Backspace' })).toBe('3271|')
  })
  test('a number pasted with spaces, dots or dashes is the same number', () => {
    expect(edit('|', { paste: '3271-0310.0290 0001' })).toBe('3271 0310 0290 0001|')
  })
  test('letters and extra digits are kept', () => {
    expect(edit('3271 031|', { type: 'O' })).toBe('3271 031O|')
    expect(edit('3271 0310 0290 0001|', { type: '7' })).toBe('3271 0310 0290 0001 7|')
  })
  test('a typed space changes nothing and leaves the caret where it was', () => {
    expect(edit('3271 03|10', { type: ' ' })).toBe('3271 03|10')
  })
})

test('typing anywhere loses no character and leaves the caret behind the new one', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{0,20}$/),
      fc.stringMatching(/^[\dA-Z]{1,3}$/),
      fc.nat(24),
      (digits, typed, at) => {
        const before = groupedDigits(digits)
        const index = Math.min(at, before.length)
        const text = before.slice(0, index) + typed + before.slice(index)
        const result = applyMask(digitsMask, {
          before,
          text,
          caret: index + typed.length,
          inputType: 'insertText',
        })
        expect(withoutSeparators(result.text)).toBe(withoutSeparators(text))
        expect(withoutSeparators(result.text.slice(0, result.caret)).endsWith(typed)).toBe(true)
        expect(result.text).toBe(groupedDigits(withoutSeparators(result.text)))
      },
    ),
  )
})

test('deleting anywhere removes exactly one character', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,20}$/), fc.nat(24), fc.boolean(), (digits, at, isBackward) => {
      const before = groupedDigits(digits)
      const index = isBackward ? Math.max(1, Math.min(at, before.length)) : Math.min(at, before.length - 1)
      const from = isBackward ? index - 1 : index
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
