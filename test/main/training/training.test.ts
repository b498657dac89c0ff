import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createAccounts } from '../../../main/accounts/accounts.ts'
import { createServices } from '../../../main/core/services.ts'
import { systemClock } from '../../../main/store/clock.ts'
import type { Store } from '../../../main/store/store.ts'
import { prepareTraining } from '../../../main/training/training.ts'
import { decodedPages } from '../../support/counter.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

test('the training office has families at every stage, staff for every role, and no connection to a centre', async () => {
  await using folder = await makeTempFolder('training')
  const training = path.join(folder.path, 'latihan')
  const accounts = createAccounts({ folder: training, clock: systemClock })
  try {
    let store: Store | undefined
    const openServices = (opened: Store) => {
      store = opened
      return createServices({
        store: opened,
        imaging: decodedPages,
        clock: systemClock,
        report: (error) => {
          throw error
        },
      })
    }
    const drawCard = async () => randomBytes(2_000)
    const trainees = await prepareTraining({ folder: training, accounts, drawCard, openServices })
    expect(trainees.flatMap(({ roles }) => roles).sort()).toEqual(['admin', 'petugas', 'verifikator'])
    for (const { username, password } of trainees) await accounts.signIn(username, password)

    const counts = store
      ?.prepare<[], { status: string; number: number }>(
        'SELECT status, COUNT(*) AS number FROM applications GROUP BY status ORDER BY status',
      )
      .all()
    expect(counts?.map(({ status }) => status)).toEqual([
      'diajukan',
      'dikembalikan',
      'disetujui',
      'ditolak',
      'draf',
    ])
    expect(counts?.reduce((sum, { number }) => sum + number, 0)).toBe(30)
    const scans = store?.prepare<[], number>('SELECT COUNT(*) FROM scans').pluck().get()
    expect(scans).toBeGreaterThan(50)

    // Asked for again: the same office, no second one.
    await prepareTraining({ folder: training, accounts, drawCard, openServices })
    expect(store?.prepare('SELECT COUNT(*) FROM applications').pluck().get()).toBe(30)
    if (!store) throw new Error('the training store was never opened')
    const { sync } = openServices(store)
    expect(sync.status().connection).toBe('training')
    await expect(sync.runOnce()).rejects.toMatchObject({ code: 'centre-training' })
  } finally {
    await accounts.close()
  }
})

test('recreates a training office whose seeding was interrupted', async () => {
  await using folder = await makeTempFolder('training')
  const training = path.join(folder.path, 'latihan')
  const accounts = createAccounts({ folder: training, clock: systemClock })
  const services = (store: Store) =>
    createServices({ store, imaging: decodedPages, clock: systemClock, report: () => undefined })
  let drawn = 0
  const cutShort = async () => {
    drawn += 1
    if (drawn === 5) throw new Error('the power fails')
    return randomBytes(2_000)
  }
  const dependencies = { folder: training, accounts, openServices: services }
  await expect(prepareTraining({ ...dependencies, drawCard: cutShort })).rejects.toThrow('the power fails')
  await accounts.close()
  try {
    await prepareTraining({ ...dependencies, drawCard: async () => randomBytes(2_000) })
    const { store } = await accounts.signIn('rina', 'latihan petugas')
    expect(store.prepare('SELECT COUNT(*) FROM applications').pluck().get()).toBe(30)
  } finally {
    await accounts.close()
  }
})
