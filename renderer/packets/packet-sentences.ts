import type { Application } from '../../shared/contract/application-calls.ts'
import type { OutgoingPacket, PacketResult } from '../../shared/contract/packet-calls.ts'
import { count } from '../../shared/display.ts'
import type { OtherOffice } from '../../shared/office.ts'
import {
  type PacketState,
  packetAnswerSentences,
  packetKindNames,
  packetOutcomeSentences,
  packetStateNames,
} from '../../shared/packet.ts'
import type { Status } from '../ui/status-badge.tsx'

export const otherOfficeName = ({ code, name }: OtherOffice): string => name || `Kantor ${code}`

export const badgeStatuses: Record<PacketState, Status> = {
  pending: 'menunggu',
  sent: 'menunggu',
  received: 'selesai',
  refused: 'salah',
  superseded: 'siap',
}

/** Where a submitted application is, without a full stop. */
export function whereaboutsSentence({ office, state, answer }: NonNullable<Application['sentTo']>): string {
  const name = otherOfficeName(office)
  if (state === 'pending') return `Menunggu dikirim ke ${name}`
  if (state === 'sent') return `Dikirim ke ${name}, belum ada tanda terima`
  if (state === 'refused')
    return `Tidak diterima ${name}${answer ? `: ${packetAnswerSentences[answer]}` : ''}`
  return `Di ${name}, menunggu verifikasi`
}

/** State of an outgoing packet, with the next step where there is one. */
export function outgoingSentence({ state, answer, unsealed, receiver }: OutgoingPacket): string {
  if (state === 'pending' && unsealed) {
    return `Menunggu kunci baru ${otherOfficeName(receiver)}; dikirim begitu ada.`
  }
  if (state === 'refused' && answer !== null) return packetAnswerSentences[answer]
  return `${packetStateNames[state]}.`
}

/** Results of opening a file, equal ones counted in one sentence. */
export function resultSentences(results: readonly PacketResult[]): { text: string; isGood: boolean }[] {
  const counted = new Map<string, { times: number; isGood: boolean }>()
  for (const { outcome, answer, kind, sender } of results) {
    const from = sender ? ` dari ${otherOfficeName(sender)}` : ''
    const what = kind ? packetKindNames[kind] : 'Paket'
    const outcomeText = answer ? packetAnswerSentences[answer] : packetOutcomeSentences[outcome]
    const text = `${what}${from}. ${outcomeText}`
    const isGood = outcome === 'opened' || outcome === 'already'
    counted.set(text, { times: (counted.get(text)?.times ?? 0) + 1, isGood })
  }
  return [...counted].map(([text, { times, isGood }]) => ({
    text: times > 1 ? `${count(times)} × ${text}` : text,
    isGood,
  }))
}
