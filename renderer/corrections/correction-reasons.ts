import type { EventView } from '../../shared/contract/correction-calls.ts'

/** Quick reasons of corrections and withdrawals. At most nine. */
export const correctionReasons: Record<EventView['type'], readonly string[]> = {
  withdrawal: [
    'Sudah terdaftar di kelurahan lain.',
    'Pindah ke luar kota.',
    'Meninggal dunia.',
    'Sudah menjadi peserta JKN segmen lain.',
    'Mengundurkan diri.',
  ],
  'nik-correction': [
    'Salah ketik; cocok dengan KTP asli.',
    'NIK diperbaiki Disdukcapil.',
    'NIK milik orang lain.',
  ],
  'no-kk-correction': ['Salah ketik; cocok dengan KK asli.', 'KK baru dari Disdukcapil.', 'Pecah KK.'],
}
