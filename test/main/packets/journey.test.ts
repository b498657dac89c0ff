import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { certifyEnrolment, newDirectoryKey, revokeKeys } from '../../../main/identity/directory-key.ts'
import type { PacketWay } from '../../../shared/packet.ts'
import { type Counter, openCounter } from '../../support/counter.ts'
import { familyForm, homeVillage } from '../../support/family.ts'
import { createManualClock, type ManualClock } from '../../support/manual-clock.ts'

const kelurahan = { code: homeVillage, name: 'Kelurahan Sempur' }
const kecamatan = { code: homeVillage.slice(0, 6), name: 'Kecamatan Bogor Tengah' }
const directoryKey = newDirectoryKey()

let clock: ManualClock
let sender: Counter
let receiver: Counter

function activate(counter: Counter, office: typeof kelurahan, number = 1): void {
  const issuedAt = clock.now().toISOString()
  counter.keys.enrol(directoryKey.publicKey, certifyEnrolment(directoryKey, { office, number, issuedAt }))
}

/** What the centre's directory does for them. */
function tell(to: Counter, from: Counter): void {
  to.keys.addStatements(from.keys.statements())
  to.packets.handleDirectoryChange()
}

beforeEach(async () => {
  clock = createManualClock()
  sender = await openCounter({ office: kelurahan, clock: clock.now })
  receiver = await openCounter({ office: kecamatan, clock: clock.now, device: 'B02' })
  activate(sender, kelurahan)
  activate(receiver, kecamatan)
  tell(sender, receiver)
})

afterEach(async () => {
  await sender[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
})

/** The bytes of everything that an office has to send and has not sent by this way yet. */
function outgoing(from: Counter, way: PacketWay = 'file'): Uint8Array[] {
  return from.packets.findDue(way).flatMap((id) => {
    const packet = from.packets.findSealed(id)
    from.packets.markSent(way, id)
    return packet ? [packet.bytes] : []
  })
}

function carry(from: Counter, to: Counter) {
  return outgoing(from).map((bytes) => to.packets.receive(bytes, 'file').answer)
}

/** Back and forth until nobody has anything to say. */
function exchange(): void {
  for (let round = 0; round < 4; round += 1) {
    carry(sender, receiver)
    carry(receiver, sender)
  }
  expect(outgoing(sender)).toEqual([])
  expect(outgoing(receiver)).toEqual([])
}

async function decide(id: string, outcome: 'setuju' | 'kembalikan' | 'tolak', reason = ''): Promise<void> {
  receiver.verification.decide(receiver.verifier, id, outcome, reason)
  await receiver.verification.sign(receiver.verifier, '', async () => undefined)
}

function submitAgain(id: string): void {
  const { revision, form, kind } = sender.applications.get(id)
  const family = { ...form.family, phone: `08${revision}` }
  const saved = sender.applications.save(sender.clerk, { id, revision, kind, form: { ...form, family } })
  sender.applications.submit(sender.clerk, id, saved.revision)
}

const statuses = (id: string) => [sender.applications.get(id).status, receiver.applications.get(id).status]
const states = (of: Counter) => of.packets.list().outgoing.map(({ kind, state }) => `${kind} ${state}`)

describe('an application of a kelurahan', () => {
  test('reaches the queue of its kecamatan with pages, and the decision comes back', async () => {
    const id = await sender.register(familyForm(1))
    expect(sender.verification.queue(sender.verifier)).toEqual([])
    expect(sender.applications.homeSummary().waitingForVerification).toBe(0)
    expect(sender.applications.get(id).sentTo).toEqual({
      office: kecamatan,
      state: 'pending',
      answer: null,
    })
    expect(carry(sender, receiver)).toEqual(['taken'])
    expect(sender.applications.get(id).sentTo?.state).toBe('sent')

    const [entry] = receiver.verification.queue(receiver.verifier)
    expect(entry).toMatchObject({ id, own: false, fromOffice: kelurahan, submittedBy: sender.clerk.name })
    const own = sender.applications.get(id)
    const taken = receiver.applications.get(id)
    expect(taken.form).toEqual(own.form)
    expect(taken.number).toBe(own.number)
    expect(taken.pages).toEqual(own.pages.map((page) => ({ ...page, corners: null })))
    for (const { id: page } of own.pages) {
      const [one, other] = await Promise.all(
        [sender, receiver].map(({ documents }) => documents.readScan(page, 'page')),
      )
      expect(Buffer.from(one?.bytes ?? []).equals(other?.bytes ?? Buffer.of(0))).toBe(true)
    }

    await decide(id, 'setuju')
    expect(carry(receiver, sender)).toEqual(['taken', 'taken'])
    expect(statuses(id)).toEqual(['disetujui', 'disetujui'])
    expect(sender.applications.get(id).decisions).toMatchObject([
      { outcome: 'setuju', decidedBy: receiver.verifier.name },
    ])
    const queued = (of: Counter) => of.store.prepare('SELECT application_id FROM outbox').pluck().all()
    expect([queued(sender), queued(receiver)]).toEqual([[], [id]])
    exchange()
    expect(states(sender)).toEqual(['application received'])
    expect(states(receiver)).toEqual(['decision received'])
  })

  test('that is returned can be changed only at the kelurahan, and is submitted again', async () => {
    const id = await sender.register(familyForm(1))
    exchange()
    await decide(id, 'kembalikan', 'KK buram')
    exchange()
    expect(statuses(id)).toEqual(['dikembalikan', 'dikembalikan'])
    expect(sender.applications.homeSummary().returned).toMatchObject([{ id, reason: 'KK buram' }])
    expect(receiver.applications.homeSummary().returned).toEqual([])
    const { revision, form, kind, pages } = receiver.applications.get(id)
    const change = { id, revision, kind, form: { ...form, letters: [] } }
    const elsewhere = expect.objectContaining({ code: 'application-elsewhere' })
    expect(() => receiver.applications.save(receiver.clerk, change)).toThrow(elsewhere)
    expect(() => receiver.documents.remove(receiver.clerk, pages[0]?.id ?? '')).toThrow(elsewhere)

    await sender.documents.add(sender.clerk, id, Buffer.from('a better page'), 'kk')
    submitAgain(id)
    exchange()
    expect(statuses(id)).toEqual(['diajukan', 'diajukan'])
    expect(receiver.applications.get(id).form).toEqual(sender.applications.get(id).form)
    expect(receiver.applications.get(id).pages).toHaveLength(pages.length + 1)
    await decide(id, 'setuju')
    exchange()
    expect(statuses(id)).toEqual(['disetujui', 'disetujui'])
  })

  test('that is withdrawn before the decision leaves the queue', async () => {
    const id = await sender.register(familyForm(1))
    exchange()
    sender.applications.cancel(sender.clerk, id, 'pindah')
    exchange()
    expect(statuses(id)).toEqual(['dibatalkan', 'dibatalkan'])
    expect(receiver.verification.queue(receiver.verifier)).toEqual([])
  })

  test('that was decided during its withdrawal stays decided', async () => {
    const id = await sender.register(familyForm(1))
    exchange()
    await decide(id, 'setuju')
    sender.applications.cancel(sender.clerk, id, 'pindah')
    expect(carry(sender, receiver)).toEqual(['decided'])
    exchange()
    expect(statuses(id)).toEqual(['disetujui', 'disetujui'])
  })

  test('is decided at its kecamatan and not here', async () => {
    const id = await sender.register(familyForm(1))
    expect(() => sender.verification.decide(sender.verifier, id, 'setuju', '')).toThrow(
      'application-elsewhere',
    )
  })

  test('stays here where the directory knows no kecamatan', async () => {
    await using alone = await openCounter({ office: kelurahan })
    const id = await alone.register(familyForm(1))
    expect(alone.verification.queue(alone.verifier)).toMatchObject([{ id, fromOffice: null }])
    expect(alone.packets.list()).toMatchObject({ hasKeys: false, superior: null, outgoing: [] })
  })
})

describe('packets out of order, duplicated or late', () => {
  test('a withdrawal before its submission', async () => {
    const id = await sender.register(familyForm(1))
    const [submission] = outgoing(sender)
    sender.applications.cancel(sender.clerk, id, 'salah kantor')
    expect(carry(sender, receiver)).toEqual(['taken'])
    expect(receiver.packets.receive(submission ?? Buffer.of(), 'relay').answer).toBe('late')
    expect(receiver.verification.queue(receiver.verifier)).toEqual([])
    exchange()
  })

  test('an older submission after the newer one', async () => {
    const id = await sender.register(familyForm(1))
    const [first] = outgoing(sender)
    carry(sender, receiver)
    // As when the kecamatan never got it, and the decision was told by another copy of its store.
    sender.applications.recordOutcome(id, 'kembalikan', clock.now().toISOString())
    submitAgain(id)
    expect(carry(sender, receiver)).toEqual(['taken'])
    const form = receiver.applications.get(id).form
    expect(receiver.packets.receive(first ?? Buffer.of(), 'file').answer).toBe('late')
    expect(receiver.applications.get(id).form).toEqual(form)
    expect(form).toEqual(sender.applications.get(id).form)
  })

  test('a decision on an older submission', async () => {
    const id = await sender.register(familyForm(1))
    exchange()
    await decide(id, 'kembalikan', 'KK buram')
    const returned = outgoing(receiver)
    sender.packets.receive(returned[0] ?? Buffer.of(), 'file')
    submitAgain(id)
    exchange()
    await decide(id, 'kembalikan', 'masih buram')
    exchange()
    submitAgain(id)
    receiver.packets.resend(
      receiver.packets.list().outgoing.find(({ kind }) => kind === 'decision')?.id ?? '',
    )
    expect(statuses(id)).toEqual(['diajukan', 'dikembalikan'])
    carry(receiver, sender)
    expect(statuses(id)).toEqual(['diajukan', 'dikembalikan'])
  })

  test('opens the same packet by two ways once, and receipts it each time', async () => {
    const id = await sender.register(familyForm(1))
    const [packet] = outgoing(sender)
    const bytes = packet ?? Buffer.of()
    expect(receiver.packets.receive(bytes, 'relay')).toMatchObject({ outcome: 'opened', answer: 'taken' })
    // The first receipt is lost.
    outgoing(receiver)
    const { revision } = receiver.applications.get(id)
    expect(receiver.packets.receive(bytes, 'shared-folder')).toMatchObject({
      outcome: 'already',
      sender: kelurahan,
    })
    expect(receiver.applications.get(id).revision).toBe(revision)
    carry(receiver, sender)
    expect(states(sender)).toEqual(['application received'])
  })

  test('sends again after a day what is not receipted', async () => {
    await sender.register(familyForm(1))
    expect(outgoing(sender)).toHaveLength(1)
    expect(outgoing(sender)).toHaveLength(0)
    expect(outgoing(sender, 'relay')).toHaveLength(1)
    clock.advance({ minutes: 24 * 60 + 1 })
    const [again] = outgoing(sender)
    expect(receiver.packets.receive(again ?? Buffer.of(), 'file').answer).toBe('taken')
    carry(receiver, sender)
    clock.advance({ minutes: 24 * 60 + 1 })
    expect(outgoing(sender)).toEqual([])
  })

  test('a decision on an application that a restored store does not have', async () => {
    const id = await sender.register(familyForm(1))
    exchange()
    await decide(id, 'setuju')
    await using restored = await openCounter({ office: kelurahan, clock: clock.now })
    const keys = sender.store.prepare('SELECT * FROM own_keys').get()
    const insert = 'INSERT INTO own_keys VALUES (:number, :signing_private, :sealing_private, :entry)'
    activate(restored, kelurahan)
    restored.store.prepare('DELETE FROM own_keys').run()
    restored.store.prepare('DELETE FROM directory_entries').run()
    restored.store.prepare(insert).run(keys)
    expect(carry(receiver, restored)).toEqual(['unknown'])
    carry(restored, receiver)
    expect(states(receiver)).toEqual(['decision refused'])
  })
})

describe('a store restored from a backup', () => {
  test.each([
    ['tolak', 'ditolak'],
    ['kembalikan', 'dikembalikan'],
  ] as const)('asks after a week for the decision `%s` that it has forgotten', async (outcome, status) => {
    const id = await sender.register(familyForm(1))
    exchange()
    const before = sender.store
      .prepare<[], { sequence: number }>('SELECT sequence FROM outgoing_packets')
      .all()
    await decide(id, outcome, 'KK buram')
    exchange()
    expect(statuses(id)).toEqual([status, status])
    // What the decision's packet did is undone, as by a backup from before it.
    sender.store.prepare("DELETE FROM opened_packets WHERE kind = 'decision'").run()
    sender.store.prepare('DELETE FROM decisions').run()
    sender.store.prepare('DELETE FROM outgoing_packets WHERE sequence > ?').run(before.at(-1)?.sequence)
    sender.store.prepare("UPDATE applications SET status = 'diajukan'").run()
    clock.advance({ minutes: 6 * 24 * 60 })
    expect(outgoing(sender)).toEqual([])
    clock.advance({ minutes: 24 * 60 + 1 })
    carry(sender, receiver)
    carry(receiver, sender)
    expect(sender.applications.get(id).status).toBe(status)
    // Once answered, nobody asks any more.
    clock.advance({ minutes: 8 * 24 * 60 })
    carry(sender, receiver)
    expect(outgoing(sender)).toEqual([])
  })
})

describe('packets that the sender may not send', () => {
  test('an application of another kelurahan, or from outside the area, is refused', async () => {
    const other = { code: `${kecamatan.code}1001`, name: 'Kelurahan Lain' }
    await using stranger = await openCounter({ office: other, clock: clock.now })
    activate(stranger, other)
    tell(stranger, receiver)
    const id = await sender.register(familyForm(1))
    exchange()
    const content = {
      kind: 'withdrawn' as const,
      version: 1 as const,
      application: id,
      revision: 99,
      reason: 'x',
      by: { id: crypto.randomUUID(), name: 'Orang Lain' },
      at: clock.now().toISOString(),
    }
    stranger.packets.send(kecamatan.code, content)
    expect(carry(stranger, receiver)).toEqual(['refused'])
    expect(statuses(id)).toEqual(['diajukan', 'diajukan'])

    const away = { code: '3204051001', name: 'Kelurahan Jauh' }
    await using far = await openCounter({ office: away, clock: clock.now })
    activate(far, away)
    tell(far, receiver)
    far.packets.send(kecamatan.code, { ...content, application: crypto.randomUUID() })
    expect(carry(far, receiver)).toEqual(['refused'])
  })

  test('rejects an application that could not be approved, and stores nothing of it', async () => {
    await sender.register(familyForm(1))
    const [row] = sender.packets.list().outgoing
    const { content } = sender.store
      .prepare<[], { content: string }>('SELECT content FROM outgoing_packets')
      .get() ?? { content: '' }
    const altered = content.replace('"rt":"', '"rt":"   ').replace(/"headName":"[^"]*"/, '"headName":""')
    sender.store.prepare('UPDATE outgoing_packets SET content = ?').run(altered)
    sender.packets.resend(row?.id ?? '')
    expect(carry(sender, receiver)).toEqual(['refused'])
    for (const table of ['applications', 'pages', 'scans', 'people', 'officers']) {
      expect(receiver.store.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get(), table).toBe(0)
    }
    carry(receiver, sender)
    expect(states(sender)).toEqual(['application refused'])
  })
})

describe('keys that change during the transfer', () => {
  test('keeps a packet for revoked keys, and seals it again for the new ones', async () => {
    const revocation = { office: kecamatan.code, upTo: 1, at: clock.now().toISOString() }
    sender.keys.addStatements({ entries: [], revocations: [revokeKeys(directoryKey, revocation)] })
    sender.packets.handleDirectoryChange()
    const id = await sender.register(familyForm(1))
    expect(sender.packets.list().outgoing).toMatchObject([{ state: 'pending', unsealed: true }])
    expect(outgoing(sender)).toEqual([])
    activate(receiver, kecamatan, 2)
    tell(sender, receiver)
    expect(carry(sender, receiver)).toEqual(['taken'])
    expect(statuses(id)).toEqual(['diajukan', 'diajukan'])
  })

  test('resends a packet in transit when its keys are revoked', async () => {
    const id = await sender.register(familyForm(1))
    outgoing(sender)
    const revocation = { office: kecamatan.code, upTo: 1, at: clock.now().toISOString() }
    sender.keys.addStatements({ entries: [], revocations: [revokeKeys(directoryKey, revocation)] })
    activate(receiver, kecamatan, 2)
    tell(sender, receiver)
    expect(carry(sender, receiver)).toEqual(['taken'])
    expect(statuses(id)).toEqual(['diajukan', 'diajukan'])
    expect(states(sender)).toEqual(['application sent'])
  })

  test('opens an early packet once the directory has its sender', async () => {
    await using unset = await openCounter({ office: kecamatan, clock: clock.now })
    const id = await sender.register(familyForm(1))
    const keys = receiver.store.prepare('SELECT * FROM own_keys').get()
    const insert = 'INSERT INTO own_keys VALUES (:number, :signing_private, :sealing_private, :entry)'
    unset.store.prepare(insert).run(keys)
    expect(unset.packets.receive(outgoing(sender)[0] ?? Buffer.of(), 'file').outcome).toBe('sender-unknown')
    expect(unset.packets.list().refused).toMatchObject([{ outcome: 'sender-unknown', kept: true }])
    const pinned = JSON.stringify(directoryKey.publicKey)
    unset.store.prepare("INSERT INTO settings VALUES ('directory-key', ?)").run(pinned)
    unset.packets.handleDirectoryChange()
    expect(unset.packets.list().refused).toEqual([])
    expect(unset.verification.queue(unset.verifier)).toMatchObject([{ id }])
  })
})

describe('a file for a USB stick', () => {
  test('holds several packets, and a damaged one affects none before it', async () => {
    const ids = [await sender.register(familyForm(1)), await sender.register(familyForm(2))]
    const { files, packets } = sender.packets.exportFiles(null)
    expect(packets).toBe(2)
    expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/^327103-[\dT-]+Z\.paket$/)])
    const bytes = files[0]?.bytes ?? Buffer.of()
    const results = receiver.packets.receiveFile(bytes.subarray(0, bytes.length - 5), 'file')
    expect(results.map(({ outcome }) => outcome)).toEqual(['opened', 'damaged'])
    expect(receiver.packets.receiveFile(bytes, 'file').map(({ outcome }) => outcome)).toEqual([
      'already',
      'opened',
    ])
    expect(receiver.verification.queue(receiver.verifier).map(({ id }) => id)).toEqual(ids)
    exchange()
    expect(() => sender.packets.exportFiles(null)).toThrow('packet-none')
  })
})
