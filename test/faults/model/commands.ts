import { randomBytes } from 'node:crypto'
import fc, { type AsyncCommand } from 'fast-check'
import { Problem } from '../../../shared/problems.ts'
import { type Outcome, statusAfter } from '../../../shared/status.ts'
import { familyForm } from '../../support/family.ts'
import { isFinal, type PlainApplication, type PlainModel } from './plain-model.ts'
import type { Role, World } from './world.ts'

type Command = AsyncCommand<PlainModel, World>
type Act = (model: PlainModel, world: World) => Promise<void> | void

/**
 * Something that people or misfortune do; it always may happen, and does nothing where there is nothing to
 * do.
 */
function command(name: string, act: Act): Command {
  return {
    check: () => true,
    run: async (model, world) => act(model, world),
    toString: () => name,
  }
}

const choice = fc.nat(1_000)
const pick = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % items.length]
const kelurahan = fc.constantFrom('sending' as const, 'alone' as const)
const anyRole = fc.constantFrom('sending' as const, 'deciding' as const, 'alone' as const)

/** From the greeting to the middle of a scan. */
const byteOffset = fc.oneof(fc.nat(4_000), fc.nat(60_000))

const deciderOf = ({ home }: PlainApplication): Role => (home === 'alone' ? 'alone' : 'deciding')

const submit = kelurahan.map((home) =>
  command(`submit at ${home}`, async (model, world) => {
    const { work, clerk } = world.offices[home]
    const { id, revision, kind } = work.applications.create(clerk, 'pendaftaran')
    for (const document of ['kk', 'ktp'] as const) {
      await work.documents.add(clerk, id, randomBytes(2_000 + Math.floor(Math.random() * 20_000)), document)
    }
    const village = home === 'alone' ? '3271031001' : '3271031006'
    const form = familyForm(world.nextFamily(), { village })
    const saved = work.applications.save(clerk, { id, revision, kind, form })
    work.applications.submit(clerk, id, saved.revision)
    model.applications.set(id, {
      id,
      home,
      status: 'diajukan',
      noKk: form.family.noKk,
      isForgotten: false,
      members: form.members.map((member) => ({ id: member.id, nik: member.nik, proposed: member.proposed })),
    })
  }),
)

const decide = fc
  .record({
    where: fc.constantFrom('deciding' as const, 'alone' as const),
    choice,
    outcome: fc.constantFrom<Outcome[]>('setuju', 'setuju', 'setuju', 'setuju', 'kembalikan', 'tolak'),
  })
  .map(({ where, choice: number, outcome }) =>
    command(`${outcome} at ${where} (${number})`, async (model, world) => {
      const { work, verifier } = world.offices[where]
      const entry = pick(work.verification.queue(verifier), number)
      if (entry === undefined) return
      work.verification.decide(verifier, entry.id, outcome, outcome === 'setuju' ? '' : 'KK buram')
      await work.verification.sign(verifier, '', async () => undefined)
      const application = model.applications.get(entry.id)
      // One that is taken back meanwhile stays so, unless the decision was final.
      if (application === undefined || (application.status === 'dibatalkan' && outcome === 'kembalikan'))
        return
      application.status = statusAfter[outcome]
    }),
  )

const submitAgain = fc.record({ home: kelurahan, choice }).map(({ home, choice: number }) =>
  command(`submit again at ${home} (${number})`, (model, world) => {
    const { work, clerk } = world.offices[home]
    const returned = pick(ownIn(model, world, home, ['dikembalikan']), number)
    if (returned === undefined) return
    const { id, revision, form, kind } = work.applications.get(returned.id)
    const family = { ...form.family, phone: `0812${String(revision).padStart(8, '0')}` }
    const saved = work.applications.save(clerk, { id, revision, kind, form: { ...form, family } })
    work.applications.submit(clerk, id, saved.revision)
    returned.status = 'diajukan'
  }),
)

const takeBack = fc.record({ home: kelurahan, choice }).map(({ home, choice: number }) =>
  command(`take back at ${home} (${number})`, (model, world) => {
    const { work, clerk } = world.offices[home]
    const taken = pick(
      ownIn(model, world, home, home === 'alone' ? ['dikembalikan'] : ['diajukan', 'dikembalikan']),
      number,
    )
    if (taken === undefined) return
    work.applications.cancel(clerk, taken.id, 'pindah')
    if (!isFinal(taken.status)) taken.status = 'dibatalkan'
  }),
)

/** The applications of a kelurahan that stand there in one of these ways, as it knows itself. */
function ownIn(model: PlainModel, world: World, home: Role, statuses: readonly string[]): PlainApplication[] {
  const { applications } = world.offices[home].work
  return [...model.applications.values()].filter(
    (application) => application.home === home && statuses.includes(applications.get(application.id).status),
  )
}

const correct = fc
  .record({ choice, member: fc.nat(3), what: fc.constantFrom('nik', 'no-kk', 'member', 'all') })
  .map(({ choice: number, member: index, what }) =>
    command(`correct ${what} (${number}, ${index})`, (model, world) => {
      const application = pick(correctable(model, world), number)
      const member = application?.members[index]
      if (application === undefined || member === undefined) return
      const { work, verifier } = world.offices[deciderOf(application)]
      const { id } = application
      model.corrections += 1
      const digits = String(7_000 + model.corrections)
      if (what === 'nik') {
        member.nik = `${member.nik.slice(0, 12)}${digits}`
        work.corrections.correctNik(verifier, id, member.id, member.nik, 'salah baca')
      } else if (what === 'no-kk') {
        application.noKk = `${application.noKk.slice(0, 12)}${digits}`
        work.corrections.correctNoKk(verifier, id, application.noKk, 'KK baru')
      } else if (what === 'member' && member.proposed) {
        member.proposed = false
        work.corrections.withdraw(verifier, id, member.id, 'pindah')
      } else if (what === 'all') {
        for (const each of application.members) each.proposed = false
        application.status = 'dibatalkan'
        work.corrections.withdraw(verifier, id, null, 'mengundurkan diri')
      }
    }),
  )

/** Approved, and by an office that remembers it. */
function correctable(model: PlainModel, world: World): PlainApplication[] {
  return [...model.applications.values()].filter((application) => {
    const { work } = world.offices[deciderOf(application)]
    return application.status === 'disetujui' && work.corrections.events(application.id).canCorrect
  })
}

const sync = fc
  .record({
    role: anyRole,
    cut: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: byteOffset }),
  })
  .map(({ role, cut }) =>
    command(cut === null ? `sync ${role}` : `sync ${role}, cut every ${cut} bytes`, async (_model, world) => {
      await world.sync(role, cut ?? undefined)
    }),
  )

/** An ordinary hour: everybody sends and hears. */
const exchange = fc.constant(
  command('everybody syncs', async (_model, world) => {
    for (const role of ['sending', 'deciding', 'alone'] as const) await world.sync(role)
  }),
)

const kill = fc
  .record({ role: anyRole, bytes: byteOffset })
  .map(({ role, bytes }) =>
    command(`kill ${role} in a sync after ${bytes} bytes`, (_model, world) => world.killInSync(role, bytes)),
  )

const backUp = kelurahan.map((home) =>
  command(`back up ${home}`, (model, world) => {
    const own = [...model.applications.values()].filter((application) => application.home === home)
    const applications = new Map(own.map((application) => [application.id, JSON.stringify(application)]))
    model.backups[home].push({ captured: world.offices[home].capture(), applications })
  }),
)

const restore = fc.record({ home: kelurahan, choice }).map(({ home, choice: number }) =>
  command(`restore ${home} (${number})`, async (model, world) => {
    const backup = pick(model.backups[home], number)
    if (backup === undefined) return
    await world.offices[home].restore(backup.captured)
    for (const application of model.applications.values()) {
      if (application.home !== home) continue
      const before = backup.applications.get(application.id)
      if (before === undefined) model.applications.delete(application.id)
      else if (before !== JSON.stringify(application)) application.isForgotten = true
    }
  }),
)

const writeStick = fc.constantFrom('sending' as const, 'deciding' as const).map((sender) =>
  command(`write a stick at ${sender}`, (model, world) => {
    try {
      const { files } = world.offices[sender].work.packets.exportFiles(null)
      const receiver = sender === 'sending' ? 'deciding' : 'sending'
      for (const { bytes } of files) model.sticks.push({ receiver, bytes })
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'packet-none')) throw error
    }
  }),
)

/** Any stick ever written: at once, late, twice, in another order. */
const readStick = choice.map((number) =>
  command(`read a stick (${number})`, (model, world) => {
    const stick = pick(model.sticks.toReversed(), number % 4)
    if (stick !== undefined) world.offices[stick.receiver].work.packets.receiveFile(stick.bytes, 'file')
  }),
)

const nextDay = fc.constant(command('the next day', (_model, world) => world.nextDay()))

/** What may happen, the frequent things more often. */
export function commands(most: number) {
  const kinds = [
    ...[submit, submit, submit, submit, decide, decide, decide, decide],
    ...[sync, sync, sync, sync, sync, exchange, exchange, exchange, exchange],
    ...[submitAgain, takeBack, correct, correct, kill, kill, backUp, restore],
    ...[writeStick, writeStick, readStick, readStick, nextDay],
  ]
  return fc.commands(kinds, { maxCommands: most, size: 'max' })
}
