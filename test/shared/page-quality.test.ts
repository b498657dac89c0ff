import { describe, expect, it } from 'vitest'
import { QualityCode, qualitySentence } from '../../shared/page-quality.ts'

const corner = { left: 0.1, top: 0.2, width: 0.3, height: 0.1 }

describe('the sentence of what is wrong with a page', () => {
  it('says what, where and what to do', () => {
    expect(qualitySentence({ code: 'page-blurred', level: 'refusal', area: corner })).toBe(
      'Terlalu buram di bagian ini. Bersihkan kaca atau lensa, letakkan rata, pindai lagi.',
    )
  })

  it('leaves the decision to the clerk where the page is only warned of', () => {
    expect(qualitySentence({ code: 'page-coarse', level: 'warning', area: null })).toBe(
      'Agak kasar. Bila sulit dibaca: pindai dengan 300 dpi, atau potret lebih dekat.',
    )
  })

  it('points to a part only where there is one to point to', () => {
    for (const code of QualityCode.options) {
      for (const level of ['refusal', 'warning'] as const) {
        expect(qualitySentence({ code, level, area: null })).not.toContain('bagian ini')
        expect(qualitySentence({ code, level, area: corner })).toContain(' di bagian ini. ')
      }
    }
  })
})
