import { setImmediate as turn } from 'node:timers/promises'
import { updateOffice } from '../../../main/central/offices.ts'
import { certifyEnrolment, newDirectoryKey } from '../../../main/identity/directory-key.ts'
import type { CentreSettings, Office } from '../../../shared/office.ts'
import type { Centre } from '../../support/centre.ts'
import { type CutProxy, startCutProxy } from '../../support/cut-proxy.ts'
import { homeVillage } from '../../support/family.ts'
import { type ModelOffice, openModelOffice } from './model-office.ts'

/** The kelurahan whose kecamatan decides, that kecamatan, and a kelurahan that decides itself. */
export const roles = ['sending', 'deciding', 'alone'] as const
export type Role = (typeof roles)[number]

const offices: Record<Role, Office> = {
  sending: { code: homeVillage, name: 'Kelurahan Sempur' },
  deciding: { code: homeVillage.slice(0, 6), name: 'Kecamatan Bogor Tengah' },
  alone: { code: '3271031001', name: 'Kelurahan Gudang' },
}

/** A centre shared by all worlds, with the three offices registered. */
export interface Province {
  centre: Centre
  settings: Record<Role, CentreSettings>
  /** Each world's offices are activated anew, and so have keys of another number. */
  worlds: number
}

export async function openProvince(centre: Centre): Promise<Province> {
  const settings = {
    sending: centre.settings,
    deciding: await centre.add(offices.deciding.code),
    alone: await centre.add(offices.alone.code),
  }
  return { centre, settings, worlds: 0 }
}

/** Three offices, each on a line of its own to the centre. */
export interface World extends AsyncDisposable {
  readonly centre: Centre
  readonly offices: Readonly<Record<Role, ModelOffice>>
  /** Families are invented by number: no two worlds share one. */
  nextFamily(): number
  /** A day and an hour pass for everybody, at the centre too: what was not receipted leaves again. */
  nextDay(): Promise<void>
  /** Synchronises once; the line is cut after so many bytes, if any. Answers whether all went well. */
  sync(role: Role, cutAfterBytes?: number): Promise<boolean>
  /** Synchronises, and the process is killed when so many bytes have gone up. */
  killInSync(role: Role, afterBytes: number): Promise<void>
}

/** @param yearsOff how far each office's clock is off, in years */
export async function openWorld(province: Province, yearsOff: Record<Role, number>): Promise<World> {
  const { centre } = province
  province.worlds += 1
  const world = province.worlds
  let families = 0
  let days = 0
  const directoryKey = newDirectoryKey()
  const clockOf = (role: Role) => () =>
    new Date(Date.now() + yearsOff[role] * 365 * 86_400_000 + days * 25 * 3_600_000)
  const proxies = {
    sending: await startCutProxy(centre.server.port),
    deciding: await startCutProxy(centre.server.port),
    alone: await startCutProxy(centre.server.port),
  }
  const open = (role: Role) =>
    openModelOffice(offices[role], { ...province.settings[role], port: proxies[role].port }, clockOf(role))
  const living = {
    sending: await open('sending'),
    deciding: await open('deciding'),
    alone: await open('alone'),
  }
  for (const role of ['sending', 'deciding'] as const) await activate(role)
  // The first run enters an office's keys, the second reads the other's.
  for (const role of ['deciding', 'sending'] as const) await sync(role)

  async function activate(role: Role): Promise<void> {
    const office = offices[role]
    await updateOffice(centre.administrator, office.code, { name: office.name, keyNumber: world })
    const issuedAt = new Date().toISOString()
    const enrolment = certifyEnrolment(directoryKey, { office, number: world, issuedAt })
    living[role].work.keys.enrol(directoryKey.publicKey, enrolment)
  }

  async function sync(role: Role, cutAfterBytes?: number): Promise<boolean> {
    proxies[role].setCondition(cutAfterBytes === undefined ? {} : { cutAfterBytes })
    const { problem, waiting } = await living[role].work.sync.runOnce()
    proxies[role].setCondition({})
    return problem === null && waiting === 0
  }

  return {
    centre,
    offices: living,
    nextFamily() {
      families += 1
      return world * 100 + families
    },
    async nextDay() {
      days += 1
      // Its clock stands still; what it remembers of packets becomes older instead.
      await centre.rows('UPDATE packets SET acknowledged_at = acknowledged_at - INTERVAL 25 HOUR')
    },
    sync,
    killInSync: (role, afterBytes) => killInSync(living[role], proxies[role], afterBytes),
    async [Symbol.asyncDispose]() {
      for (const role of roles) {
        await living[role][Symbol.asyncDispose]()
        await proxies[role].stop()
      }
    },
  }
}

async function killInSync(office: ModelOffice, proxy: CutProxy, afterBytes: number): Promise<void> {
  const until = proxy.counted.bytesUp + afterBytes
  let isOver = false
  const run = office.work.sync.runOnce().finally(() => {
    isOver = true
  })
  while (!isOver && proxy.counted.bytesUp < until) await turn()
  const captured = office.capture()
  // Whoever is dead says nothing more, and hears nothing.
  proxy.setCondition({ refuse: true })
  proxy.cut()
  await office.work.sync.stop()
  await run
  proxy.setCondition({})
  await office.continueWith(captured)
}
