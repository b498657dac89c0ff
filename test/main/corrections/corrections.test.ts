import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { latestAudit } from '../../../main/journal/audit-chain.ts'
import { contract } from '../../../shared/contract/contract.ts'
import type { MemberForm } from '../../../shared/form.ts'
import { Problem } from '../../../shared/problems.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { familyForm, homeVillage } from '../../support/family.ts'
import { type CorrectingOffice, openCorrectingOffice } from './correcting-office.ts'

const neighbourVillage = '3271031007'
let centre: Centre
let home: CorrectingOffice
let neighbour: CorrectingOffice
let kecamatan: CorrectingOffice
let serial = 0
const nextFamily = (village = homeVillage) => {
  serial += 1
  return familyForm(serial, { village })
}

beforeAll(async () => {
  centre = await startCentre()
  home = await openCorrectingOffice(centre.settings, { code: homeVillage, name: 'Kelurahan Sempur' })
  neighbour = await openCorrectingOffice(await centre.add(neighbourVillage), {
    code: neighbourVillage,
    name: 'Kelurahan Babakan',
  })
  kecamatan = await openCorrectingOffice(await centre.add('327103'), {
    code: '327103',
    name: 'Kecamatan Bogor Tengah',
  })
})
afterAll(async () => {
  for (const office of [home, neighbour, kecamatan]) {
    expect(office.reports).toEqual([])
    await office[Symbol.asyncDispose]()
  }
  await centre[Symbol.asyncDispose]()
})

function memberOf(office: CorrectingOffice, id: string, index: number): MemberForm {
  const member = office.counter.applications.get(id).form.members[index]
  if (member === undefined) throw new Error('a family of four')
  return member
}

const verifierOf = (office: CorrectingOffice) => office.counter.verifier
const statusOf = (office: CorrectingOffice, id: string) => office.counter.applications.get(id).status
const nikAtCentre = async (member: string) =>
  (await centre.rows('SELECT nik FROM people WHERE id = ?', [member]))[0]?.nik
const proposedAtCentre = async (member: string) =>
  (await centre.rows('SELECT proposed FROM people WHERE id = ?', [member]))[0]?.proposed

describe('after approval', () => {
  test('opendk-652 NIK corrected after approval reaches MySQL', async () => {
    const id = await home.approve(nextFamily())
    await home.sync.runOnce()
    const { id: memberId, nik: former } = memberOf(home, id, 0)
    const nik = '3271031703819911'
    home.corrections.correctNik(verifierOf(home), id, memberId, nik, 'Salah ketik pada NIK')
    expect(memberOf(home, id, 0).nik).toBe(nik)
    expect(await home.sync.runOnce()).toMatchObject({ delivered: 1, refused: 0, waiting: 0 })
    expect(await nikAtCentre(memberId)).toBe(nik)
    // Both numbers lead to the person, here and there.
    for (const number of [nik, former]) {
      expect(home.counter.applications.search(number)[0]).toMatchObject({ applicationId: id, nik })
    }
    const [kept] = await centre.rows('SELECT former FROM application_events WHERE application_id = ?', [id])
    expect(kept).toEqual({ former })
    const answer = contract['corrections.events'].output.parse(home.corrections.events(id))
    expect(answer).toEqual({
      canCorrect: true,
      events: [
        {
          id: expect.any(String),
          type: 'nik-correction',
          memberId,
          former,
          number: nik,
          reason: 'Salah ketik pada NIK',
          officer: 'Dimas Saputra',
          at: expect.any(String),
        },
      ],
    })
    expect(latestAudit(home.counter.store, null)[0]).toMatchObject({
      action: 'corrections.nik-correction',
      actor: 'Dimas Saputra',
    })
  })

  test('a correction sent together with its record takes effect after it', async () => {
    const id = await home.approve(nextFamily())
    const { id: memberId } = memberOf(home, id, 1)
    home.corrections.correctNik(verifierOf(home), id, memberId, '3271034211849912', 'Salah ketik')
    expect(await home.sync.runOnce()).toMatchObject({ delivered: 2, waiting: 0 })
    expect(await nikAtCentre(memberId)).toBe('3271034211849912')
  })

  test('corrects a No. KK, withdraws a member, then the whole application', async () => {
    const id = await home.approve(nextFamily())
    const { id: memberId } = memberOf(home, id, 3)
    const before = home.counter.applications.get(id).form.family.noKk
    home.corrections.correctNoKk(verifierOf(home), id, '3271031002159911', 'KK baru')
    home.corrections.withdraw(verifierOf(home), id, memberId, 'Sudah pindah')
    expect(memberOf(home, id, 3).proposed).toBe(false)
    home.corrections.withdraw(verifierOf(home), id, null, 'Keluarga mengundurkan diri')
    expect(statusOf(home, id)).toBe('dibatalkan')
    expect(await home.sync.runOnce()).toMatchObject({ delivered: 4, refused: 0, waiting: 0 })
    expect(await centre.rows('SELECT no_kk FROM families WHERE application_id = ?', [id])).toEqual([
      { no_kk: '3271031002159911' },
    ])
    expect(await centre.rows('SELECT DISTINCT proposed FROM people WHERE application_id = ?', [id])).toEqual([
      { proposed: 0 },
    ])
    expect(home.counter.applications.search(before)[0]).toMatchObject({ applicationId: id })
    expect(home.corrections.events(id).canCorrect).toBe(false)
  })

  test('rejects corrections where nothing is approved, nothing changes, or another office sent it', async () => {
    const submitted = await home.counter.register(nextFamily())
    const id = await home.approve(nextFamily())
    const { id: memberId, nik } = memberOf(home, id, 0)
    const act = home.corrections
    const by = verifierOf(home)
    expect(() => act.withdraw(by, submitted, null, 'x')).toThrow(new Problem('correction-closed'))
    expect(() => act.correctNik(by, id, memberId, nik, 'x')).toThrow(new Problem('correction-same'))
    expect(() => act.correctNik(by, id, submitted, '3271031703810001', 'x')).toThrow(
      new Problem('correction-closed'),
    )
    act.withdraw(by, id, memberId, 'x')
    expect(() => act.withdraw(by, id, memberId, 'x')).toThrow(new Problem('correction-closed'))
    home.counter.store.prepare('DELETE FROM outbox WHERE application_id = ?').run(id)
    expect(() => act.withdraw(by, id, null, 'x')).toThrow(new Problem('correction-elsewhere'))
    expect(act.events(id).canCorrect).toBe(false)
  })
})

describe('changes by the kecamatan to an application of the kelurahan', () => {
  test('arrive: approved, complete, corrected, withdrawn', async () => {
    const id = await home.counter.register(nextFamily())
    const decidedAt = new Date().toISOString()
    const decider = verifierOf(kecamatan)
    const record = {
      ...home.counter.applications.toRecord(id, { decidedBy: decider, decidedAt, reason: '' }),
      pages: [],
    }
    kecamatan.counter.journal.queue(record)
    await kecamatan.sync.runOnce()
    await home.sync.runOnce()
    expect(home.counter.applications.get(id)).toMatchObject({
      status: 'disetujui',
      delivery: 'delivered',
      decisions: [{ outcome: 'setuju', decidedBy: decider.name, decidedAt }],
    })
    expect(home.corrections.events(id)).toEqual({ events: [], canCorrect: false })

    const [head, spouse] = record.members
    if (head === undefined || spouse === undefined) throw new Error('a family of four')
    const about = { version: 1 as const, application: id, reason: 'Sesuai SIAK', by: decider, conflict: null }
    const event = (at: string) => ({ ...about, id: crypto.randomUUID(), at })
    const nik = '3271031703819922'
    kecamatan.counter.journal.queue({
      ...event('2026-11-22T02:00:00.000Z'),
      type: 'nik-correction',
      member: head.id,
      nik,
    })
    kecamatan.counter.journal.queue({
      ...event('2026-11-22T03:00:00.000Z'),
      type: 'withdrawal',
      member: spouse.id,
    })
    await kecamatan.sync.runOnce()
    await home.sync.runOnce()
    await home.sync.runOnce()
    expect(memberOf(home, id, 0).nik).toBe(nik)
    expect(memberOf(home, id, 1).proposed).toBe(false)
    expect(home.corrections.events(id).events).toMatchObject([
      { type: 'withdrawal', officer: decider.name },
      { type: 'nik-correction', former: head.nik, number: nik },
    ])
  })
})

describe('one NIK in two offices', () => {
  /** Two approved families that share a person, known as a conflict in both offices. */
  async function conflicting() {
    const ours = nextFamily()
    const theirs = nextFamily(neighbourVillage)
    const nik = ours.members[2]?.nik ?? ''
    const first = await home.approve(ours)
    const second = await neighbour.approve({
      ...theirs,
      members: theirs.members.map((member, index) => (index === 2 ? { ...member, nik } : member)),
    })
    await home.sync.runOnce()
    await neighbour.sync.runOnce()
    await home.sync.runOnce()
    await neighbour.sync.runOnce()
    const [here, there] = [find(home, nik), find(neighbour, nik)]
    return { nik, first, second, here, there }
  }

  function find(office: CorrectingOffice, nik: string) {
    const views = contract['corrections.conflicts'].output.parse(office.corrections.conflicts())
    const view = views.find((candidate) => candidate.nik === nik)
    if (view === undefined) throw new Error('the conflict is known in both offices')
    return view
  }

  test('opencrvs-7215 a conflict is shown in both offices, each with its own side first', async () => {
    const { nik, first, second, here, there } = await conflicting()
    expect(here).toMatchObject({ nik, answeredAt: null, settlement: null })
    expect([here.ours.application, here.theirs.application]).toEqual([first, second])
    expect(there.ours).toEqual(here.theirs)
    expect(there.theirs).toEqual(here.ours)
    expect(home.corrections.countOpenConflicts()).toBe(1)
  })

  test('the same person: ours is withdrawn once the centre confirms it, and both see the result', async () => {
    const { nik, first, here, there } = await conflicting()
    home.corrections.settle(verifierOf(home), here.id, { type: 'withdrawal' }, 'Terdaftar di Babakan')
    expect(memberOf(home, first, 2).proposed).toBe(true)
    expect(find(home, nik).answeredAt).not.toBeNull()
    expect(() => home.corrections.settle(verifierOf(home), here.id, { type: 'withdrawal' }, 'lagi')).toThrow(
      new Problem('conflict-closed'),
    )
    await home.sync.runOnce()
    await home.sync.runOnce()
    await neighbour.sync.runOnce()
    expect(memberOf(home, first, 2).proposed).toBe(false)
    expect(await proposedAtCentre(here.ours.member)).toBe(0)
    expect(await proposedAtCentre(there.ours.member)).toBe(1)
    expect(find(home, nik).settlement).toMatchObject({ ours: true, type: 'withdrawal' })
    expect(find(neighbour, nik).settlement).toMatchObject({ ours: false, reason: 'Terdaftar di Babakan' })
  })

  test('another person: ours gets the right NIK', async () => {
    const { nik, second, there } = await conflicting()
    const right = '3271031703819933'
    neighbour.corrections.settle(
      verifierOf(neighbour),
      there.id,
      { type: 'nik-correction', nik: right },
      'Salah baca KTP',
    )
    await neighbour.sync.runOnce()
    await neighbour.sync.runOnce()
    await home.sync.runOnce()
    expect(memberOf(neighbour, second, 2).nik).toBe(right)
    expect(find(home, nik).settlement).toMatchObject({ ours: false, type: 'nik-correction' })
    expect(neighbour.counter.applications.search(nik)).toContainEqual(
      expect.objectContaining({ applicationId: second, nik: right }),
    )
  })

  test('both sides answer at the same time: one wins, and the other stays as it is', async () => {
    const { nik, first, second, here, there } = await conflicting()
    home.corrections.settle(verifierOf(home), here.id, { type: 'withdrawal' }, 'Terdaftar di sana')
    neighbour.corrections.settle(verifierOf(neighbour), there.id, { type: 'withdrawal' }, 'Terdaftar di sana')
    const ended = await Promise.all([home.sync.runOnce(), neighbour.sync.runOnce()])
    expect(ended).toMatchObject([
      { delivered: 1, refused: 0 },
      { delivered: 1, refused: 0 },
    ])
    await home.sync.runOnce()
    await neighbour.sync.runOnce()
    const left = [memberOf(home, first, 2).proposed, memberOf(neighbour, second, 2).proposed]
    expect(left.toSorted()).toEqual([false, true])
    expect([await proposedAtCentre(here.ours.member), await proposedAtCentre(there.ours.member)]).toEqual(
      left.map(Number),
    )
    expect([find(home, nik).settlement?.ours, find(neighbour, nik).settlement?.ours]).toEqual(
      left.map((proposed) => !proposed),
    )
  })
})
