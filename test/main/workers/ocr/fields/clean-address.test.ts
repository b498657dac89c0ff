import { describe, expect, test } from 'vitest'
import { cleanAddress } from '../../../../../main/workers/ocr/fields/clean-address.ts'

describe('an address', () => {
  test.each([
    ['JL. PAHLAWAN GG. SALAK NO. TIO', 'JL. PAHLAWAN GG. SALAK NO. 110'],
    ['Jl. Melati No.1O', 'JL. MELATI NO.10'],
    ['KP, PAJAJARAN NO, 46', 'KP. PAJAJARAN NO. 46'],
  ])('%s is %s', (read, meant) => {
    expect(cleanAddress(read)).toBe(meant)
  })

  test.each([
    'JL. MELATI NO. 12B',
    'JL. CIBADAK BLOK O NO. 7',
    'KP. NOTOL NO. 8 LT. 2',
    'JL NO. TILLA 3',
    'PERUM MELATI, NO. 46',
  ])('%s stays', (read) => {
    expect(cleanAddress(read)).toBe(read)
  })
})
