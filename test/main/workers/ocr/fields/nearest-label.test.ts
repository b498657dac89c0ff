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

test('finds a label as printed, without spaces and with misread letters', () => {
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

test('a text that matches none, or two equally, gives none', () => {
  expect(nearestLabel(labelsOf(religions), '')).toBeUndefined()
  expect(nearestLabel(labelsOf(religions), 'XXXXXXXX')).toBeUndefined()
  expect(nearestLabel(['SLTP', 'SLTA'], 'SLT')).toBeUndefined()
  expect(nearestLabel(labelsOf(bloodTypes), '-')).toBeUndefined()
})

test('an ambiguous entry has a low confidence', () => {
  const nearest = nearestLabel(labelsOf(educations), 'SLTI/SEDERAJAT')
  expect(nearest?.confidence ?? 0).toBeLessThan(confirmationThreshold)
})
