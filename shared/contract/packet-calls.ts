import { z } from 'zod'
import { OtherOffice } from '../office.ts'
import { PacketAnswer, PacketKind, PacketOutcome, PacketState, PacketWay } from '../packet.ts'
import { ProblemValue } from '../problems.ts'
import { defineCall, everyRole } from './call.ts'

const Moment = z.iso.datetime()

const aboutApplication = {
  kind: PacketKind,
  applicationId: z.uuid(),
  /** Registration number and head of the family, empty where the application is not here. */
  number: z.string(),
  headName: z.string(),
}

export const OutgoingPacket = z.object({
  id: z.uuid(),
  ...aboutApplication,
  receiver: OtherOffice,
  state: PacketState,
  createdAt: Moment,
  byteLength: z.int(),
  /** The receiver has no keys that count: it is sealed as soon as there are new ones. */
  unsealed: z.boolean(),
  /** When it last left by each way. */
  relayedAt: Moment.nullable(),
  leftInFolderAt: Moment.nullable(),
  exportedAt: Moment.nullable(),
  answer: PacketAnswer.nullable(),
  answeredAt: Moment.nullable(),
})
export type OutgoingPacket = z.infer<typeof OutgoingPacket>

export const IncomingPacket = z.object({
  id: z.uuid(),
  ...aboutApplication,
  sender: OtherOffice,
  way: PacketWay,
  answer: PacketAnswer,
  openedAt: Moment,
})
export type IncomingPacket = z.infer<typeof IncomingPacket>

export const RefusedPacket = z.object({
  /** SHA-256 of its bytes. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  outcome: PacketOutcome,
  way: PacketWay,
  byteLength: z.int(),
  /** Whether it is kept here and opened when that becomes possible. */
  kept: z.boolean(),
  cameAt: Moment,
})
export type RefusedPacket = z.infer<typeof RefusedPacket>

/** What came of one packet of a file. */
export const PacketResult = z.object({
  outcome: PacketOutcome,
  answer: PacketAnswer.nullable(),
  kind: PacketKind.nullable(),
  sender: OtherOffice.nullable(),
})
export type PacketResult = z.infer<typeof PacketResult>

/** Several packets fit in one file; one alone has at most 64 MiB. */
export const largestPacketFile = 68_000_000

export const packetCalls = {
  /** The newest 200 of each, receipts left out; and whether this office can send at all. */
  'packets.list': defineCall({
    who: everyRole,
    input: z.object({}),
    output: z.object({
      /** False for an office that was set up without an activation file. */
      hasKeys: z.boolean(),
      superior: OtherOffice.nullable(),
      outgoing: z.array(OutgoingPacket),
      incoming: z.array(IncomingPacket),
      refused: z.array(RefusedPacket),
      /** The shared folder, and what is wrong with it now. */
      folder: z.object({ path: z.string().nullable(), problem: ProblemValue.nullable() }),
    }),
    access: { action: 'search', subject: () => undefined },
  }),
  /** How many packets of ours are on their way, and how many that came did not open. */
  'packets.count': defineCall({
    who: everyRole,
    input: z.object({}),
    output: z.object({ waiting: z.int(), refused: z.int() }),
  }),
  /**
   * All that is not receipted, or these, as one file for a stick, per receiving office. Throws packet-none.
   */
  'packets.export': defineCall({
    who: everyRole,
    input: z.object({ ids: z.array(z.uuid()).max(1000).nullable() }),
    output: z.object({
      files: z.array(z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) })),
      packets: z.int(),
    }),
  }),
  /** Opens every packet of a file. */
  'packets.open': defineCall({
    who: everyRole,
    input: z.object({ bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= largestPacketFile) }),
    output: z.object({ results: z.array(PacketResult) }),
  }),
  /** Sends a packet again by every way, also where it was receipted. Throws packet-none. */
  'packets.send-again': defineCall({
    who: everyRole,
    input: z.object({ id: z.uuid() }),
    output: z.object({}),
  }),
  /** Takes a packet that was not opened off the list, and its bytes with it. */
  'packets.forget': defineCall({
    who: everyRole,
    input: z.object({ hash: RefusedPacket.shape.hash }),
    output: z.object({}),
  }),
  /** Sets the shared folder of this computer, or none. */
  'packets.change-folder': defineCall({
    who: ['admin'],
    input: z.object({ path: z.string().trim().min(1).max(500).nullable() }),
    output: z.object({}),
  }),
}
