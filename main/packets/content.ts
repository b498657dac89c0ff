import { z } from 'zod'
import { ApplicationKind } from '../../shared/application-kind.ts'
import { decodeWire, encodeWire } from '../../shared/contract/wire.ts'
import { ApplicationForm } from '../../shared/form.ts'
import { PacketAnswer } from '../../shared/packet.ts'
import { Officer } from '../../shared/record.ts'
import { Outcome } from '../../shared/status.ts'
import { PackedPage, PackedScan } from '../documents/packed-pages.ts'

/** The content of a packet, one message between two offices. */

const Moment = z.iso.datetime()

/** Which application, and which of its submissions: a later one has a higher revision. */
const about = { version: z.literal(1), application: z.uuid(), revision: z.int().min(1) }

/** A submitted application, as typed and with everything its verifier sees. */
export const ApplicationContent = z.object({
  kind: z.literal('application'),
  ...about,
  number: z.string().min(1).max(100),
  applicationKind: ApplicationKind,
  form: ApplicationForm,
  submittedBy: Officer,
  submittedAt: Moment,
  /** In their order. */
  pages: z.array(PackedPage).max(400),
  scans: z.array(PackedScan).max(400),
})
export type ApplicationContent = z.infer<typeof ApplicationContent>

/** The office that sent an application has taken it back. */
export const WithdrawnContent = z.object({
  kind: z.literal('withdrawn'),
  ...about,
  reason: z.string().max(500),
  by: Officer,
  at: Moment,
})
export type WithdrawnContent = z.infer<typeof WithdrawnContent>

/** A signed decision on that revision. */
export const DecisionContent = z.object({
  kind: z.literal('decision'),
  ...about,
  id: z.uuid(),
  outcome: Outcome,
  reason: z.string().max(500),
  decidedBy: Officer,
  decidedAt: Moment,
})
export type DecisionContent = z.infer<typeof DecisionContent>

/** An acknowledgement: the packet was opened and need not be sent again. */
export const ReceiptContent = z.object({
  kind: z.literal('receipt'),
  ...about,
  packet: z.uuid(),
  answer: PacketAnswer,
  at: Moment,
})
export type ReceiptContent = z.infer<typeof ReceiptContent>

export const PacketContent = z.discriminatedUnion('kind', [
  ApplicationContent,
  WithdrawnContent,
  DecisionContent,
  ReceiptContent,
])
export type PacketContent = z.infer<typeof PacketContent>

/** Content as it is stored until it is receipted, without the scans, which are in the store already. */
export const StoredContent = z.discriminatedUnion('kind', [
  ApplicationContent.extend({ scans: z.array(PackedScan.omit({ bytes: true, thumbnail: true })) }),
  WithdrawnContent,
  DecisionContent,
  ReceiptContent,
])

/** Content as bytes: JSON, then the scans (shared/contract/wire.ts). */
export const encodeContent = (content: PacketContent): Uint8Array => encodeWire(content)

/** `too-new` for a kind or version that this program does not know; throws for invalid content. */
export function decodeContent(bytes: Uint8Array): PacketContent | 'too-new' {
  const value = decodeWire(bytes)
  const { kind, version } = z.object({ kind: z.string(), version: z.int().min(1) }).parse(value)
  const known = PacketContent.options.some((option) => option.shape.kind.value === kind)
  return known && version === 1 ? PacketContent.parse(value) : 'too-new'
}
