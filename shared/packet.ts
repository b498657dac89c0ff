import { z } from 'zod'

/** What a packet between offices carries. */
export const PacketKind = z.enum(['application', 'withdrawn', 'decision', 'receipt'])
export type PacketKind = z.infer<typeof PacketKind>

export const packetKindNames: Record<PacketKind, string> = {
  application: 'Permohonan',
  withdrawn: 'Pembatalan',
  decision: 'Keputusan',
  receipt: 'Tanda terima',
}

/**
 * Where a packet of ours stands: not on its way yet, on its way, receipted, not accepted by the receiver, or
 * overtaken by a newer one about the same application.
 */
export const PacketState = z.enum(['pending', 'sent', 'received', 'refused', 'superseded'])
export type PacketState = z.infer<typeof PacketState>

export const packetStateNames: Record<PacketState, string> = {
  pending: 'Menunggu dikirim',
  sent: 'Dikirim, belum ada tanda terima',
  received: 'Diterima',
  refused: 'Tidak diterima',
  superseded: 'Diganti paket yang lebih baru',
}

/** By the centre's relay, by a shared folder of the local network, by a file on a stick. */
export const PacketWay = z.enum(['relay', 'shared-folder', 'file'])
export type PacketWay = z.infer<typeof PacketWay>

export const packetWayNames: Record<PacketWay, string> = {
  relay: 'pusat',
  'shared-folder': 'folder bersama',
  file: 'berkas',
}

/** What a packet turned out to be when it came (main/packets/open-packet.ts). */
export const PacketOutcome = z.enum([
  'opened',
  'already',
  'foreign',
  'damaged',
  'sender-unknown',
  'sender-revoked',
  'too-new',
  'replayed',
])
export type PacketOutcome = z.infer<typeof PacketOutcome>

/** What happened, and what to do about it. */
export const packetOutcomeSentences: Record<PacketOutcome, string> = {
  opened: 'Dibuka.',
  already: 'Sudah pernah dibuka di komputer ini. Tidak perlu tindakan.',
  foreign:
    'Bukan untuk kantor ini, atau dikunci untuk kunci lama yang tidak ada di sini. Serahkan ke kantor tujuannya.',
  damaged: 'Rusak di jalan, atau bukan paket SOLID Loket. Minta pengirim menyalinnya lagi.',
  'sender-unknown':
    'Pengirimnya tidak terdaftar pada Diskominfo. Jangan dipakai; hubungi kantor yang menyerahkannya.',
  'sender-revoked':
    'Kunci pengirim sudah dicabut Diskominfo. Minta pengirim memperbarui aktivasi dan mengirim lagi.',
  'too-new':
    'Dibuat oleh versi aplikasi yang lebih baru. Perbarui aplikasi; paket ini disimpan dan dibuka sesudahnya.',
  replayed:
    'Nomor paketnya sudah dipakai paket lain yang pernah dibuka. Jangan dipakai; laporkan ke Diskominfo.',
}

/**
 * What became of an opened packet: `taken`; `late`, because what stands is newer; `decided`, because it was
 * decided finally before; `refused`, because it is not the sender's to send; `unknown`, because the
 * application is not here.
 */
export const PacketAnswer = z.enum(['taken', 'late', 'decided', 'refused', 'unknown'])
export type PacketAnswer = z.infer<typeof PacketAnswer>

export const packetAnswerSentences: Record<PacketAnswer, string> = {
  taken: 'Diterima.',
  late: 'Terlambat: yang berlaku sudah lebih baru. Tidak perlu tindakan.',
  decided: 'Permohonan ini sudah diputus; keputusannya dikirim lagi.',
  refused: 'Tidak diterima: bukan dari kantor yang berhak, atau isinya tidak lengkap. Hubungi kantor tujuan.',
  unknown:
    'Permohonan ini tidak ada di komputer tujuan. Bila datanya baru dipulihkan, hubungi kantor tujuan.',
}
