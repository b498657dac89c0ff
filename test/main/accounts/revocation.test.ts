import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { connectToCentral } from '../../../main/central/central-client.ts'
import { renewOffice, revokeOffice } from '../../../main/central/offices.ts'
import { revokedAt } from '../../../main/identity/office-state.ts'
import { writeSetting } from '../../../main/store/settings.ts'
import type { Connect } from '../../../main/sync/connection-pool.ts'
import { CentreSettings } from '../../../shared/office.ts'
import { Problem } from '../../../shared/problems.ts'
import { jpegLike } from '../../support/approved.ts'
import { startCentre } from '../../support/centre.ts'
import { homeVillage } from '../../support/family.ts'
import { differences, openSendingOffice, until } from '../sync/office.ts'

/** The office is shut out while its records and scans are on their way. */
test('a revocation during a run ends it, and no byte is sent after it', async () => {
  await using centre = await startCentre()
  let delay = 100
  /** Every chunk takes a while, as over a long line. */
  const onLongLine: Connect = async (settings) => {
    const client = await connectToCentral(settings)
    return {
      ...client,
      async uploadParts(parts) {
        await pause(delay)
        return client.uploadParts(parts)
      },
    }
  }
  await using office = await openSendingOffice(centre.settings, { connect: onLongLine })
  const records = office.approve(100, () => [jpegLike(150_000), jpegLike(150_000)])
  const arrived = async () =>
    centre.rows(`SELECT (SELECT COUNT(*) FROM operations) AS operations,
      (SELECT COUNT(*) FROM scans WHERE complete_at IS NOT NULL) AS scans,
      (SELECT CAST(COALESCE(SUM(received), 0) AS SIGNED) FROM scans) AS bytes`)

  const run = office.sync.runOnce()
  await until(async () => Number((await arrived())[0]?.scans) >= 10)
  await revokeOffice(centre.administrator, homeVillage)
  const atRevocation = await arrived()
  const { problem, waiting } = await run
  expect(problem?.code).toBe('office-revoked')
  expect(waiting).toBeGreaterThan(0)
  expect(await arrived()).toEqual(atRevocation)

  // Locked by its own store from now on, whoever asks.
  expect(revokedAt(office.counter.store)).toMatch(/Z$/)
  expect(office.sync.status()).toMatchObject({ connection: 'refused', problem: { code: 'office-revoked' } })
  await expect(office.sync.runOnce()).rejects.toThrow(new Problem('office-revoked'))
  office.sync.start()
  office.sync.now()
  await pause(200)
  expect(await arrived()).toEqual(atRevocation)

  // Let in again, it goes on where it was stopped: nothing is lost, nothing is there twice. The chunks have
  // become small, because the line was cut.
  delay = 0
  const account = await renewOffice(centre.administrator, homeVillage)
  writeSetting(office.counter.store, 'revoked-at', null)
  writeSetting(office.counter.store, 'centre', CentreSettings.parse({ ...centre.settings, ...account }))
  await until(async () => office.sync.status().waiting === 0)
  expect(await differences(centre, records)).toEqual([])
})
