import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certifyEnrolment, revokeKeys } from '../../../main/identity/directory-key.ts'
import { newSigningPair } from '../../../main/identity/key-pairs.ts'
import { type OpenedPacket, openPacket, packetHash } from '../../../main/packets/open-packet.ts'
import { sealPacket } from '../../../main/packets/seal-packet.ts'
import { measurePacket } from '../../../shared/packet-length.ts'
import { kecamatan, kelurahan, makeParty, newDirectory, type Party, sampleContent } from './packet-parties.ts'

const directoryKey = newDirectory()
const id = '019a0000-0000-7000-8000-000000000050'

let sender: Party
let receiver: Party
let packet: Buffer
let other: Buffer

function seal(from = sender, to = receiver, content = sampleContent(), packetId = id): Buffer {
  const own = from.keys.findOwn()
  const entry = to.keys.findOwn()?.entry
  if (own === undefined || entry === undefined) throw new Error('a party has no keys')
  return sealPacket({ id: packetId, content, sender: own, receiver: entry })
}

const outcomeOf = (bytes: Uint8Array, by = receiver): OpenedPacket['outcome'] =>
  openPacket(bytes, by.opener).outcome

beforeAll(async () => {
  sender = await makeParty(kelurahan, directoryKey)
  receiver = await makeParty(kecamatan, directoryKey)
  packet = seal()
  other = seal(sender, receiver, sampleContent(Buffer.from('another scan')), crypto.randomUUID())
})

afterAll(async () => {
  await sender[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
})

describe('a sealed packet', () => {
  test('opens to its content and its sender', () => {
    const opened = openPacket(packet, receiver.opener)
    expect(opened).toMatchObject({ outcome: 'opened', id, hash: packetHash(packet) })
    if (opened.outcome !== 'opened' || opened.content.kind !== 'application') throw new Error('not opened')
    expect(opened.sender.certificate.office).toEqual(kelurahan)
    const { scans, ...rest } = opened.content
    const { scans: sent, ...sentRest } = sampleContent()
    expect(rest).toEqual(sentRest)
    expect(scans.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(
      sent.map(({ bytes }) => Buffer.from(bytes).toString()),
    )
  })

  test('shows nothing of its content, and is different each time', () => {
    const text = packet.toString('latin1')
    for (const word of ['a scan of nobody', 'pendaftaran', '3271031001-K7M', 'Rina']) {
      expect(text).not.toContain(word)
    }
    expect(seal().equals(packet)).toBe(false)
  })

  test('has its length in its first eleven bytes', () => {
    expect(measurePacket(packet.subarray(0, 11))).toBe(packet.length)
    expect(measurePacket(packet.subarray(0, 10))).toBeUndefined()
  })

  test('is `already` when opened before; another one under its id is `replayed`', () => {
    receiver.opened.set(id, packetHash(packet))
    expect(outcomeOf(packet)).toBe('already')
    expect(outcomeOf(seal())).toBe('replayed')
    receiver.opened.clear()
  })

  test('is `foreign` for another office, or for keys that this computer lacks', async () => {
    await using third = await makeParty({ code: '327104', name: 'Kecamatan Lain' }, directoryKey)
    expect(outcomeOf(packet, third)).toBe('foreign')
    await using setUpAnew = await makeParty(kecamatan, directoryKey, 2)
    expect(outcomeOf(packet, setUpAnew)).toBe('foreign')
  })

  test('opens with an old key as long as that is kept', async () => {
    await using renewed = await makeParty(kecamatan, directoryKey)
    const late = seal(sender, renewed)
    renewed.keys.enrol(
      directoryKey.publicKey,
      certifyEnrolment(directoryKey, { office: kecamatan, number: 2, issuedAt: '2026-11-22T00:00:00.000Z' }),
    )
    expect(outcomeOf(late, renewed)).toBe('opened')
  })

  test('has an unknown sender when another administrator certified its keys', async () => {
    await using stranger = await makeParty(kelurahan, newDirectory())
    expect(outcomeOf(seal(stranger))).toBe('sender-unknown')
  })

  test('is damaged when signed with other keys than it presents', () => {
    const own = sender.keys.findOwn()
    const entry = receiver.keys.findOwn()?.entry
    if (own === undefined || entry === undefined) throw new Error('a party has no keys')
    const forged = sealPacket({
      id,
      content: sampleContent(),
      sender: { entry: own.entry, signing: newSigningPair() },
      receiver: entry,
    })
    expect(outcomeOf(forged)).toBe('damaged')
  })

  test('is damaged when a scan does not match its hash', () => {
    const content = sampleContent()
    for (const scan of content.scans) scan.bytes = Buffer.from('something else')
    expect(outcomeOf(seal(sender, receiver, content))).toBe('damaged')
    expect(outcomeOf(seal(sender, receiver, { ...sampleContent(), scans: [] }))).toBe('damaged')
  })

  test('is not opened from a revoked sender, unless it was opened before', async () => {
    await using office = await makeParty(kecamatan, directoryKey)
    const bytes = seal(sender, office)
    const revocation = { office: kelurahan.code, upTo: 1, at: '2026-11-22T00:00:00.000Z' }
    office.keys.addStatements({ entries: [], revocations: [revokeKeys(directoryKey, revocation)] })
    expect(outcomeOf(bytes, office)).toBe('sender-revoked')
    office.opened.set(id, packetHash(bytes))
    expect(outcomeOf(bytes, office)).toBe('already')
  })

  test('is too new in a later version, whatever follows', () => {
    const newer = Buffer.from(packet)
    newer.writeUInt8(2, 4)
    expect(outcomeOf(newer)).toBe('too-new')
    expect(outcomeOf(newer.subarray(0, 20))).toBe('too-new')
  })
})

/** Whatever is done to a packet, it is not opened, and nothing is thrown. */
const neverOpens = (bytes: Uint8Array): void => {
  expect(['opened', 'already']).not.toContain(outcomeOf(bytes))
}

describe('altered bytes', () => {
  test('rejects a packet with any bit flipped', () => {
    const flip = fc.record({ at: fc.nat({ max: packet.length - 1 }), bit: fc.nat({ max: 7 }) })
    fc.assert(
      fc.property(flip, ({ at, bit }) => {
        const flipped = Buffer.from(packet)
        flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at)
        neverOpens(flipped)
      }),
      { numRuns: 400 },
    )
  })

  test('rejects truncated packets and trailing bytes', () => {
    fc.assert(
      fc.property(fc.nat({ max: packet.length - 1 }), (length) => neverOpens(packet.subarray(0, length))),
      { numRuns: 200 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (tail) =>
        neverOpens(Buffer.concat([packet, tail])),
      ),
    )
  })

  test('rejects packets whose sections are swapped', () => {
    const position = fc.nat({ max: packet.length })
    fc.assert(
      fc.property(position, position, position, (one, two, three) => {
        const [a = 0, b = 0, c = 0] = [one, two, three].sort((x, y) => x - y)
        const turned = Buffer.concat([
          packet.subarray(0, a),
          packet.subarray(b, c),
          packet.subarray(a, b),
          packet.subarray(c),
        ])
        fc.pre(!turned.equals(packet))
        neverOpens(turned)
      }),
      { numRuns: 300 },
    )
  })

  test("rejects a packet with another packet's header, ciphertext or signature", () => {
    fc.assert(
      fc.property(fc.nat({ max: packet.length }), (at) => {
        const ahead = Buffer.concat([packet.subarray(0, at), other.subarray(at)])
        fc.pre(!ahead.equals(packet) && !ahead.equals(other))
        neverOpens(ahead)
      }),
      { numRuns: 300 },
    )
  })

  test('calls random bytes damaged, and never reads beyond their end', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), neverOpens))
    const lengths = fc.record({ header: fc.nat({ max: 0xffff }), ciphertext: fc.nat({ max: 0xffffffff }) })
    fc.assert(
      fc.property(lengths, ({ header, ciphertext }) => {
        const lying = Buffer.from(packet)
        lying.writeUInt16BE(header, 5)
        lying.writeUInt32BE(ciphertext, 7)
        fc.pre(!lying.equals(packet))
        const before = process.memoryUsage().arrayBuffers
        expect(outcomeOf(lying)).toBe('damaged')
        // Eight megabytes of slack for what else goes on: the lengths told of up to four thousand.
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8_000_000)
      }),
      { numRuns: 200 },
    )
  })
})
