import { describe, expect, test } from 'vitest'
import { applyMask } from '../../../renderer/ui/apply-mask.ts'
import { dateMask, showTypedDate, tidyDate } from '../../../renderer/ui/typed-date.ts'

/** Types the characters one after the other at the end, as a person does. */
function typeAll(characters: string): string {
  let text = ''
  for (const character of characters) {
    const typed = text + character
    text = applyMask(dateMask, {
      before: text,
      text: typed,
      caret: typed.length,
      inputType: 'insertText',
    }).text
  }
  return text
}

describe('formatting a date while it is typed', () => {
  test.each([
    ['14011971', '14-01-1971'],
    ['14-01-1971', '14-01-1971'],
    ['14/01/1971', '14-01-1971'],
    ['14.1.1971', '14-01-1971'],
    ['1-1-1971', '01-01-1971'],
    ['1 1 1971', '01-01-1971'],
    ['140119', '14-01-19'],
    ['14', '14'],
    ['140', '14-0'],
    ['31021971', '31-02-1971'],
    ['140119712', '14-01-19712'],
    ['belum tahu', 'belum tahu'],
  ])('%s gives %s', (keys, shown) => {
    expect(typeAll(keys)).toBe(shown)
  })

  test('a digit inserted in the middle stays there', () => {
    expect(showTypedDate('15-01-1971')).toBe('15-01-1971')
    expect(
      applyMask(dateMask, { before: '1-01-1971', text: '14-01-1971', caret: 2, inputType: 'insertText' }),
    ).toEqual({
      text: '14-01-1971',
      caret: 2,
    })
  })
})

describe('normalising a date on blur or paste', () => {
  test.each([
    ['1-1-1971', '01-01-1971'],
    ['1971-01-14', '14-01-1971'],
    ['1971/1/4', '04-01-1971'],
    ['14 Januari 1971', '14-01-1971'],
    ['14 jan 1971', '14-01-1971'],
    ['5 agustus 2001', '05-08-2001'],
    ['14011971', '14-01-1971'],
    [' 14-01-1971 ', '14-01-1971'],
    ['14-01', '14-01'],
    ['31-02-1971', '31-02-1971'],
    ['14 foo 1971', '14 foo 1971'],
    ['', ''],
  ])('%s becomes %s', (typed, tidied) => {
    expect(tidyDate(typed)).toBe(tidied)
  })
})
