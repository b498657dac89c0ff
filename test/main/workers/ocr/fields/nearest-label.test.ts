import { expect, test } from 'vitest'
import { labelsOf, nearestLabel } from '../../../../../main/workers/ocr/fields/nearest-label.ts'
import { confirmationThreshold } from '../../../../../shared/reading.ts'
import { occupations } from '../../../../../shared/reference/occupations.ts'
import {
  bloodTypes,
  educations,
  maritalStatuses,
  religions,
} from '../../../../../shared/reference/population.ts'

test('a label is found as it is printed, without its spaces and with letters misread', () => {
  const all = labelsOf(occupations)
  for (const read of ['MENGURUS RUMAH TANGGA', 'MENGURUSRUMAH TANGGA', 'MENGURU5 RUMAH TANGCA']) {
    const nearest = nearestLabel(all, read)
    expect(nearest?.label).toBe('MENGURUS RUMAH TANGGA')
    expect(nearest?.confidence).toBeGreaterThanOrEqual(confirmationThreshold)
  }
})

test('every label of the tables is nearest to itself', () => {
  for (const table of [occupations, educations, maritalStatuses, religions, bloodTypes]) {
    for (const { label } of table) expect(nearestLabel(labelsOf(table), label)?.label).toBe(label)
  }
})

test('a text that is like none of them, or like two, means none', () => {
  expect(nearestLabel(labelsOf(religions), '')).toBeUndefined()
  expect(nearestLabel(labelsOf(religions), 'XXXXXXXX')).toBeUndefined()
  expect(nearestLabel(['SLTP', 'SLTA'], 'SLT')).toBeUndefined()
  expect(nearestLabel(labelsOf(bloodTypes), '-')).toBeUndefined()
})

test('what could as well be the next entry is not relied upon', () => {
  const nearest = nearestLabel(labelsOf(educations), 'SLTI/SEDERAJAT')
  expect(nearest?.confidence ?? 0).toBeLessThan(confirmationThreshold)
})
