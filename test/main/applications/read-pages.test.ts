import { randomBytes } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { memberPath, withFieldValue } from '../../../shared/field-path.ts'
import { openCounter } from '../../support/counter.ts'
import { familyForm } from '../../support/family.ts'
import { readKk } from '../../support/perfect-reading.ts'

const family = familyForm(7)

test('submission knows what was read from the pages, whatever the screen has said', async () => {
  await using counter = await openCounter({
    reading: { read: async () => readKk(family), prepare: () => undefined },
  })
  const { applications, documents, clerk } = counter
  const { id, revision, kind } = applications.create(clerk, 'pendaftaran')
  for (const document of ['kk', 'ktp'] as const) await documents.add(clerk, id, randomBytes(64), document)
  await vi.waitFor(() => expect(documents.readings(id).every(({ state }) => state === 'read')).toBe(true))

  const place = memberPath(family.members[0]?.id ?? '', 'nik')
  const typed = withFieldValue(family, place, '3271031703810099')
  const saved = applications.save(clerk, { id, revision, kind, form: { ...typed, machineRead: [place] } })
  const codes = saved.findings.filter(({ field }) => field === 'nik').map(({ code }) => code)
  expect(codes).toEqual(['machine-read', 'nik-reading-differs'])
  expect(() => applications.submit(clerk, id, saved.revision)).toThrow('application-incomplete')

  const confirmed = applications.save(clerk, { id, revision: saved.revision, kind, form: family })
  expect(applications.submit(clerk, id, confirmed.revision).application.status).toBe('diajukan')
})
