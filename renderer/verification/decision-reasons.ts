import type { Outcome } from '../../shared/status.ts'

/** The outcomes that always carry a reason (SOLID-2.2c). */
export type ReasonedOutcome = Exclude<Outcome, 'setuju'>

/**
 * Quick reasons of decisions, each with the clerk's next step. At most nine.
 */
export const decisionReasons: Record<ReasonedOutcome, readonly string[]> = {
  kembalikan: [
    'Pindaian KK tidak terbaca. Pindai ulang dengan 300 dpi.',
    'Pindaian KTP tidak terbaca. Pindai ulang dengan 300 dpi.',
    'Isian berbeda dari KK. Cocokkan anggota dan tanggal lahir.',
    'NIK berbeda dari KTP. Cocokkan dengan KTP asli.',
    'Alamat di luar wilayah kelurahan. Periksa KK.',
    'Berkas milik keluarga lain. Ganti berkasnya.',
  ],
  tolak: [
    'Sudah menjadi peserta JKN segmen lain.',
    'Permohonan ganda: keluarga ini sudah diajukan.',
    'Tidak memenuhi kriteria keluarga tidak mampu.',
    'Bukan penduduk kota ini.',
    'Anggota yang diusulkan sudah meninggal.',
  ],
}
