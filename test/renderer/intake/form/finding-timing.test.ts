import { describe, expect, it } from 'vitest'
import { isFieldFindingDue } from '../../../../renderer/intake/form/finding-timing.ts'
import type { Finding, FindingCode } from '../../../../shared/validation/finding.ts'

const finding = (code: FindingCode): Finding => ({
  code,
  level: 'error',
  overridable: false,
  memberId: null,
  field: 'noKk',
  answer: null,
})
const typing = { value: '3271', hasFocus: true, wasVisited: false }
const left = { value: '3271', hasFocus: false, wasVisited: true }

describe('when a finding is shown', () => {
  it('hides a finding about a number with too few digits while typing', () => {
    expect(isFieldFindingDue(finding('nik-digits'), typing)).toBe(false)
    expect(isFieldFindingDue(finding('nik-digits'), left)).toBe(true)
  })

  it('shows too many digits at once', () => {
    expect(isFieldFindingDue(finding('no-kk-digits'), { ...typing, value: '3271 0618 1125 0032 1' })).toBe(
      true,
    )
  })

  it('shows an empty field only after it was visited', () => {
    expect(isFieldFindingDue(finding('required'), { value: '', hasFocus: false, wasVisited: false })).toBe(
      false,
    )
    expect(isFieldFindingDue(finding('required'), { value: '', hasFocus: true, wasVisited: true })).toBe(
      false,
    )
    expect(isFieldFindingDue(finding('required'), { value: '', hasFocus: false, wasVisited: true })).toBe(
      true,
    )
  })

  it('shows at once what further digits cannot correct', () => {
    expect(isFieldFindingDue(finding('nik-sex-differs'), typing)).toBe(true)
    expect(isFieldFindingDue(finding('nik-serial'), typing)).toBe(true)
  })
})
