import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Actor } from '../../../main/journal/actor.ts'
import { findBrokenLink } from '../../../main/journal/audit-chain.ts'
import { createImaging, startImagingInNode } from '../../../main/workers/imaging/client.ts'
import { Application } from '../../../shared/contract/application-calls.ts'
import { contract } from '../../../shared/contract/contract.ts'
import { Problem } from '../../../shared/problems.ts'
import { ApplicationRecord } from '../../../shared/record.ts'
import { type Counter, openCounter } from '../../support/counter.ts'
import { familyForm } from '../../support/family.ts'
import { endlessTimeouts } from '../../support/timeouts.ts'
import { cornerPage } from '../workers/imaging/imaging-samples.ts'

let counter: Counter
beforeEach(async () => {
  counter = await openCounter()
})
afterEach(() => counter[Symbol.asyncDispose]())

const password = 'kata sandi yang panjang'

/** As the accounts do: throws where the password is another. */
async function confirmPassword(accountId: string, given: string): Promise<void> {
  if (accountId !== counter.verifier.id || given !== password) throw new Problem('sign-in-failed')
}

const sign = (actor: Actor = counter.verifier) => counter.verification.sign(actor, password, confirmPassword)
const problem = (code: string) => expect.objectContaining({ code })
const statusOf = (id: string) => counter.applications.get(id).status

const OutboxRow = z.object({ payload: z.string(), payload_hash: z.string(), state: z.string() })
const outbox = () =>
  z
    .array(OutboxRow)
    .parse(
      counter.store
        .prepare('SELECT * FROM outbox JOIN outbox_payloads USING (sequence) ORDER BY sequence')
        .all(),
    )

describe('the queue', () => {
  test('lists undecided applications, oldest first, with unsigned decisions', async () => {
    const { verification, verifier, clerk } = counter
    const ids = [await counter.register(familyForm(1)), await counter.register(familyForm(2))]
    verification.decide(verifier, ids[1] ?? '', 'tolak', 'Bukan warga')
    const queue = contract['verification.queue'].output.parse(verification.queue(verifier))
    expect(queue.map(({ id, own, pending }) => ({ id, own, pending }))).toEqual([
      { id: ids[0], own: false, pending: null },
      { id: ids[1], own: false, pending: { outcome: 'tolak', reason: 'Bukan warga' } },
    ])
    expect(verification.queue(clerk).map(({ own, pending }) => [own, pending])).toEqual([
      [true, null],
      [true, null],
    ])
  })

  test('a case has the application, its duplicates and the decision', async () => {
    const { verification, verifier, applications } = counter
    const id = await counter.register(familyForm(1))
    const draft = applications.create(verifier, 'pendaftaran')
    applications.save(verifier, { id: draft.id, revision: 1, kind: 'pendaftaran', form: familyForm(1) })
    verification.decide(verifier, id, 'setuju', '')
    const shown = contract['verification.case'].output.parse(verification.case(verifier, id))
    expect(shown.application).toEqual(Application.parse(applications.get(id)))
    expect(shown.duplicates.map(({ because }) => because)).toEqual(['no-kk', 'nik', 'nik', 'nik', 'nik'])
    expect(shown.pending).toEqual({ outcome: 'setuju', reason: '' })
  })
})

describe('deciding', () => {
  test('the submitter can never decide', async () => {
    const { verification, clerk } = counter
    const id = await counter.register(familyForm(1))
    for (const outcome of ['setuju', 'kembalikan', 'tolak'] as const) {
      expect(() => verification.decide(clerk, id, outcome, 'alasan')).toThrow(problem('decision-own'))
    }
    await expect(sign(clerk)).rejects.toThrow(problem('decision-nothing-to-sign'))
  })

  test('returning and rejecting require a reason', async () => {
    const { verification, verifier } = counter
    const id = await counter.register(familyForm(1))
    for (const outcome of ['kembalikan', 'tolak'] as const) {
      expect(() => verification.decide(verifier, id, outcome, '  ')).toThrow(
        problem('decision-reason-missing'),
      )
    }
    expect(verification.case(verifier, id).pending).toBeNull()
  })

  test('can be changed and taken back until it is signed', async () => {
    const { verification, verifier } = counter
    const id = await counter.register(familyForm(1))
    verification.decide(verifier, id, 'tolak', 'Sudah PPU')
    verification.decide(verifier, id, 'setuju', '')
    expect(verification.case(verifier, id).pending).toEqual({ outcome: 'setuju', reason: '' })
    verification.takeBack(verifier, id)
    expect(verification.case(verifier, id).pending).toBeNull()
    await expect(sign()).rejects.toThrow(problem('decision-nothing-to-sign'))
    expect(statusOf(id)).toBe('diajukan')
  })

  test('is possible for undecided applications only', () => {
    const { applications, verification, verifier, clerk } = counter
    const { id } = applications.create(clerk, 'pendaftaran')
    expect(() => verification.decide(verifier, id, 'setuju', '')).toThrow(problem('application-closed'))
    const nobody = '01930000-0000-7000-8000-000000000000'
    expect(() => verification.decide(verifier, nobody, 'setuju', '')).toThrow(
      problem('application-not-found'),
    )
  })
})

describe('signing', () => {
  test('signs all decisions at once', async () => {
    const { applications, verification, verifier } = counter
    const [approved, returned, rejected, undecided] = await Promise.all(
      [1, 2, 3, 4].map((family) => counter.register(familyForm(family))),
    )
    if (!approved || !returned || !rejected || !undecided) throw new Error('not registered')
    verification.decide(verifier, approved, 'setuju', '')
    verification.decide(verifier, returned, 'kembalikan', 'KTP buram')
    verification.decide(verifier, rejected, 'tolak', 'Sudah PPU')
    expect(await sign()).toEqual({ approved: 1, returned: 1, rejected: 1 })
    expect([approved, returned, rejected, undecided].map(statusOf)).toEqual([
      'disetujui',
      'dikembalikan',
      'ditolak',
      'diajukan',
    ])
    expect(verification.queue(verifier).map(({ id }) => id)).toEqual([undecided])
    expect(applications.get(returned).decisions).toMatchObject([
      { outcome: 'kembalikan', reason: 'KTP buram', decidedBy: verifier.name },
    ])
    await expect(sign()).rejects.toThrow(problem('decision-nothing-to-sign'))
  })

  test('queues the records of approved applications for the centre, and nothing else', async () => {
    const { applications, verification, verifier, clerk, store } = counter
    const form = familyForm(1, { noKk: '3271 0310 0215 0001', address: ' jl. sempur  no. 12 ' })
    const id = await counter.register(form)
    const rejected = await counter.register(familyForm(2))
    verification.decide(verifier, id, 'setuju', 'Layak')
    verification.decide(verifier, rejected, 'tolak', 'Sudah PPU')
    await sign()
    const [row, ...others] = outbox()
    expect(others).toEqual([])
    if (!row) throw new Error('nothing queued')
    expect(row).toMatchObject({
      state: 'pending',
      payload_hash: createHash('sha256').update(row.payload).digest('hex'),
    })
    const record = ApplicationRecord.parse(JSON.parse(row.payload))
    expect(record).toMatchObject({
      id,
      number: applications.get(id).number,
      family: { noKk: '3271031002150001', address: 'JL. SEMPUR NO. 12' },
      submittedBy: clerk,
      decidedBy: verifier,
      reason: 'Layak',
    })
    expect(record.members.map((member) => member.birthDate)[0]).toBe('1981-03-17')
    const scans = store.prepare<[], string>('SELECT scan FROM outbox_scans ORDER BY scan').pluck().all()
    expect(scans).toEqual(record.pages.map((page) => page.scan).sort())
    expect(applications.get(id).delivery).toBe('pending')
    expect(applications.get(rejected).delivery).toBeNull()
  })

  test('requires the password, and a wrong one signs nothing', async () => {
    const { verification, verifier } = counter
    const id = await counter.register(familyForm(1))
    verification.decide(verifier, id, 'setuju', '')
    await expect(verification.sign(verifier, 'tebakan', confirmPassword)).rejects.toThrow(
      problem('sign-in-failed'),
    )
    expect(statusOf(id)).toBe('diajukan')
    expect(outbox()).toEqual([])
    expect(await sign()).toEqual({ approved: 1, returned: 0, rejected: 0 })
  })

  test('signs nothing where an application changed since the decision, and returns it to the queue', async () => {
    const { verification, verifier, store } = counter
    const [changed, other] = [await counter.register(familyForm(1)), await counter.register(familyForm(2))]
    verification.decide(verifier, changed, 'setuju', '')
    verification.decide(verifier, other, 'setuju', '')
    // What a correction arriving from another computer will do.
    store.prepare('UPDATE applications SET revision = revision + 1 WHERE id = ?').run(changed)
    expect(verification.case(verifier, changed).pending).toBeNull()
    await expect(sign()).rejects.toThrow(
      expect.objectContaining({ code: 'decisions-outdated', data: { count: 1 } }),
    )
    expect([statusOf(changed), statusOf(other)]).toEqual(['diajukan', 'diajukan'])
    expect(outbox()).toEqual([])
    expect(await sign()).toEqual({ approved: 1, returned: 0, rejected: 0 })
    expect([statusOf(changed), statusOf(other)]).toEqual(['diajukan', 'disetujui'])
  })

  test('is atomic', async () => {
    const { verification, verifier, store } = counter
    const ids = [await counter.register(familyForm(1)), await counter.register(familyForm(2))]
    for (const id of ids) verification.decide(verifier, id, 'setuju', '')
    // The second approval cannot be written down: a form that no rule would have let through.
    store
      .prepare("UPDATE applications SET form = json_set(form, '$.members[0].sex', '') WHERE id = ?")
      .run(ids[1] ?? '')
    await expect(sign()).rejects.toThrow()
    expect(ids.map(statusOf)).toEqual(['diajukan', 'diajukan'])
    expect(outbox()).toEqual([])
    expect(verification.queue(verifier).every(({ pending }) => pending !== null)).toBe(true)
  })

  test('writes one audit row for each, and the chain is valid', async () => {
    const { verification, verifier, store } = counter
    const ids = [await counter.register(familyForm(1)), await counter.register(familyForm(2))]
    for (const id of ids) verification.decide(verifier, id, 'setuju', '')
    await sign()
    const signed = store
      .prepare<[], { actor: string; subject: string; detail: string }>(
        "SELECT actor, subject, detail FROM audit WHERE action = 'verification.sign' ORDER BY sequence",
      )
      .all()
    expect(signed).toEqual(
      ids.map((subject) => ({ actor: verifier.id, subject, detail: '{"outcome":"setuju"}' })),
    )
    expect((await findBrokenLink(store)).brokenAt).toBeNull()
  })
})

describe('two verifiers', () => {
  test('see the same queue but sign only their own decisions', async () => {
    const { verification, verifier, applications, clerk } = counter
    const id = await counter.register(familyForm(1))
    verification.decide(verifier, id, 'setuju', '')
    const draft = applications.create(verifier, 'pendaftaran')
    expect(draft.createdBy).toBe(verifier.name)
    await expect(sign(clerk)).rejects.toThrow(problem('decision-nothing-to-sign'))
    expect(verification.case(clerk, id).pending).toBeNull()
    verification.takeBack(clerk, id)
    expect(verification.case(verifier, id).pending).not.toBeNull()
  })
})

describe('a returned application', () => {
  test('is corrected without typing anything again, keeps its number, and is verified again', async () => {
    const { applications, verification, documents, verifier, clerk } = counter
    const form = familyForm(1)
    const id = await counter.register(form)
    const { number, pages } = applications.get(id)
    verification.decide(verifier, id, 'kembalikan', 'Alamat tidak lengkap')
    await sign()
    const returned = applications.get(id)
    expect(returned).toMatchObject({ status: 'dikembalikan', number, form, pages })
    expect(returned.decisions).toMatchObject([{ outcome: 'kembalikan', reason: 'Alamat tidak lengkap' }])

    await documents.add(clerk, id, Buffer.from('foto rumah'), 'foto-rumah')
    const corrected = { ...form, family: { ...form.family, address: 'JL. SEMPUR NO. 12 RT 2' } }
    const { revision } = applications.save(clerk, {
      id,
      revision: returned.revision,
      kind: 'pendaftaran',
      form: corrected,
    })
    expect(applications.submit(clerk, id, revision).number).toBe(number)
    expect(verification.queue(verifier)).toMatchObject([{ id, number, pending: null }])
    verification.decide(verifier, id, 'setuju', '')
    await sign()
    expect(applications.get(id).decisions.map(({ outcome }) => outcome)).toEqual(['setuju', 'kembalikan'])
    expect(outbox()).toHaveLength(1)
  })

  test('can be cancelled by the clerk', async () => {
    const { applications, verification, verifier, clerk } = counter
    const id = await counter.register(familyForm(1))
    verification.decide(verifier, id, 'kembalikan', 'Bukan warga sini')
    await sign()
    applications.cancel(clerk, id, 'Warga pindah')
    expect(statusOf(id)).toBe('dibatalkan')
  })

  test('still blocks a second application for its people', async () => {
    const { verification, verifier } = counter
    const id = await counter.register(familyForm(1))
    verification.decide(verifier, id, 'kembalikan', 'KTP buram')
    await sign()
    await expect(counter.register(familyForm(1))).rejects.toThrow(problem('application-incomplete'))
  })
})

test('deletes original files once pages can no longer be turned, and not before', async () => {
  const imaging = createImaging(startImagingInNode, endlessTimeouts)
  await using office = await openCounter({ imaging })
  const { applications, documents, verification, store, clerk, verifier } = office
  const originals = () => store.prepare<[], number>('SELECT COUNT(*) FROM originals').pluck().get()
  const submit = async (family: number) => {
    const { id } = applications.create(clerk, 'pendaftaran')
    for (const page of [await cornerPage(640, 480 + 2 * family), await cornerPage(800 + 2 * family, 600)]) {
      await documents.add(clerk, id, page, null)
    }
    const form = familyForm(family)
    const { revision } = applications.save(clerk, { id, revision: 1, kind: 'pendaftaran', form })
    applications.submit(clerk, id, revision)
    return id
  }
  const [approved, rejected, returned] = [await submit(1), await submit(2), await submit(3)]
  expect(originals()).toBe(6)
  verification.decide(verifier, approved, 'setuju', '')
  verification.decide(verifier, rejected, 'tolak', 'Sudah PPU')
  verification.decide(verifier, returned, 'kembalikan', 'KTP buram')
  await verification.sign(verifier, '', async () => undefined)
  expect(originals()).toBe(2)
  applications.cancel(clerk, returned, 'Warga pindah')
  expect(originals()).toBe(0)
  const [page] = documents.list(approved)
  if (!page) throw new Error('no page')
  expect((await documents.readScan(page.id, 'page')).bytes).toHaveLength(page.byteLength)
})
