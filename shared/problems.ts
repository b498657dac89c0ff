import { z } from 'zod'

/**
 * Everything that can go wrong in a way we foresaw: a code for programs, a sentence with the next step for
 * people (architecture.md rule 6). The sentence is written by the screen from code and data, so that main/
 * holds no Indonesian and a log holds no more than the code. Data never carries NIK, name or scan.
 */
const sentences = {
  // session and accounts
  'not-signed-in': () =>
    'Sesi terkunci. Masuk kembali dengan nama pengguna dan kata sandi; isian tetap tersimpan.',
  'role-missing': () =>
    'Akun ini tidak berwenang untuk tindakan itu. Masuk dengan akun yang berperan sesuai.',
  'sign-in-failed': () => 'Nama pengguna atau kata sandi tidak cocok. Periksa Caps Lock, lalu coba lagi.',
  'sign-in-delayed': (data) => `Terlalu banyak percobaan. Coba lagi dalam ${data.seconds ?? 0} detik.`,
  'account-inactive': () => 'Akun ini dinonaktifkan. Hubungi admin TI kantor.',
  'account-exists': () => 'Nama pengguna itu sudah dipakai. Pilih nama pengguna lain.',
  'account-last-administrator': () =>
    'Ini admin TI terakhir yang aktif. Angkat admin TI lain dahulu, lalu ulangi perubahan ini.',
  'password-weak': () =>
    'Kata sandi paling sedikit 12 karakter dan bukan nama pengguna. Pakai beberapa kata.',
  'recovery-key-wrong': () => 'Kunci pemulihan tidak cocok. Periksa tiap kelompok huruf pada lembar kunci.',
  'already-set-up': () => 'Komputer ini sudah disiapkan. Masuk dengan akun yang ada.',
  'not-set-up': () => 'Komputer ini belum disiapkan. Jalankan penyiapan awal dahulu.',
  // store
  'store-newer': () =>
    'Data di komputer ini dibuat oleh versi aplikasi yang lebih baru. Perbarui aplikasi; data tidak diubah.',
  'store-damaged': () =>
    'Data di komputer ini rusak dan tidak dibuka. Jangan hapus apa pun; minta admin TI memulihkan cadangan terakhir.',
  'store-in-use': () =>
    'Data ini sedang dibuka oleh SOLID Loket yang lain. Tutup jendela yang lain, lalu coba lagi.',
  'disk-full': () =>
    'Cakram penuh, perubahan terakhir belum tersimpan. Kosongkan ruang, lalu simpan lagi; isian tetap di layar.',
  'backup-unreadable': () => 'Cadangan itu tidak dapat dibaca. Pilih cadangan lain.',
  'keyring-damaged': () =>
    'Berkas kunci rusak. Minta admin TI memulihkan cadangan terakhir; data tetap terenkripsi dan utuh.',
  'office-not-empty': () =>
    'Kantor ini sudah berisi permohonan. Keluarga contoh hanya untuk kantor yang masih kosong.',
  // applications
  'application-not-found': () => 'Permohonan itu tidak ada di komputer ini. Cari lagi dengan nomor atau NIK.',
  'application-changed': () =>
    'Permohonan ini baru saja diubah di tempat lain. Muat ulang; isian Anda masih ada di layar.',
  'application-closed': () => 'Permohonan ini sudah diajukan atau diputus, jadi tidak dapat diubah lagi.',
  'application-incomplete': (data) => `Belum dapat diajukan: masih ada ${data.count ?? 1} hal yang kurang.`,
  // pages
  'page-not-found': () => 'Halaman itu tidak ada lagi. Pindai atau pilih berkasnya sekali lagi.',
  'page-duplicate': () => 'Halaman ini sudah ada pada permohonan ini, jadi tidak ditambahkan lagi.',
  'not-an-image': () => 'Berkas ini bukan gambar atau PDF. Pilih JPEG, PNG, TIFF, WebP, atau PDF.',
  'file-empty': () => 'Berkas ini kosong (0 byte). Pindai ulang, lalu pilih berkas yang baru.',
  'file-truncated': () =>
    'Berkas ini terpotong, sebagian gambarnya hilang. Pindai atau salin ulang berkasnya.',
  'file-too-large': (data) =>
    `Berkas ini lebih besar dari ${data.megabytes ?? 40} MB. Pindai ulang dengan 200–300 dpi.`,
  'image-too-large': () => 'Ukuran gambar ini tidak wajar besarnya. Pindai ulang dengan 200–300 dpi.',
  'image-too-small': () => 'Gambar ini terlalu kecil untuk dibaca. Pindai ulang dengan 200–300 dpi.',
  'pdf-password': () => 'PDF ini berkata sandi. Simpan ulang tanpa kata sandi, atau pindai lembarnya.',
  'pdf-too-many-pages': (data) =>
    `PDF ini lebih dari ${data.limit ?? 20} halaman. Pisahkan halaman yang diperlukan saja.`,
  'pdf-damaged': () => 'PDF ini rusak. Minta berkas yang baru, atau pindai lembarnya.',
  'tiff-too-many-pages': (data) =>
    `TIFF ini lebih dari ${data.limit ?? 20} halaman. Pisahkan halaman yang diperlukan saja.`,
  'heic-unsupported': () =>
    'Foto HEIC belum dapat dibuka di sini. Pada ponsel pilih "Paling Kompatibel" atau kirim sebagai JPEG.',
  'page-too-slow': () =>
    'Berkas ini terlalu lama dibuka dan dihentikan. Simpan ulang sebagai JPEG, lalu coba lagi.',
  'page-decoder-stopped': () =>
    'Pembaca gambar berhenti saat membuka berkas ini. Berkas lain tidak terganggu; simpan ulang sebagai JPEG.',
  // verification
  'decision-own': () => 'Permohonan ini Anda ajukan sendiri, jadi harus diputus verifikator lain.',
  'decision-reason-missing': () => 'Tulis alasannya dahulu: kembalikan dan tolak selalu disertai alasan.',
  'decision-nothing-to-sign': () => 'Belum ada keputusan untuk ditandatangani.',
  'decision-unsettled': (data) =>
    `${data.count ?? 1} permohonan berubah sejak diputus. Periksa lagi, lalu tanda tangani.`,
  // centre
  'centre-not-set': () =>
    'Alamat server pusat belum diisi. Admin TI mengisinya di Pengaturan; pekerjaan jalan terus.',
  'centre-unreachable': () =>
    'Server pusat tidak terjawab. Pekerjaan tersimpan di komputer ini dan dikirim sendiri begitu tersambung.',
  'centre-refused-account': () =>
    'Server pusat menolak akun kantor ini. Pekerjaan tersimpan; minta admin TI memeriksa kata sandi akun kantor.',
  'centre-certificate': () =>
    'Sertifikat server pusat tidak dikenal, jadi tidak ada yang dikirim. Hubungi Diskominfo sebelum melanjutkan.',
  'centre-outdated': () =>
    'Server pusat belum cocok dengan versi aplikasi ini. Pekerjaan tersimpan; Diskominfo perlu memperbarui server.',
  'centre-fault': () =>
    'Server pusat sedang bermasalah. Pekerjaan tersimpan di komputer ini dan dikirim ulang secara otomatis.',
  'centre-training': () => 'Mode latihan tidak pernah terhubung ke server sungguhan.',
  // the door
  'input-malformed': () =>
    'Permintaan ini tidak dikenali. Muat ulang layar; isian yang tersimpan tidak hilang.',
  'core-unreachable': () =>
    'SOLID Loket di komputer ini tidak menjawab. Jalankan lagi aplikasinya; yang sudah tersimpan tidak hilang.',
  unexpected: (data) =>
    `Ada yang tidak terduga (nomor ${data.number ?? '?'}). Isian tersimpan; sebut nomor itu kepada admin TI.`,
} satisfies Record<string, (data: ProblemData) => string>

/** Small facts a sentence needs: counts, seconds, an incident number. Never personal data. */
export const ProblemData = z.record(z.string(), z.union([z.string(), z.number()]))
export type ProblemData = z.infer<typeof ProblemData>

export type ProblemCode = keyof typeof sentences

const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(sentences, text)

export const ProblemCode = z.custom<ProblemCode>((value) => typeof value === 'string' && isProblemCode(value))

/** A problem as it crosses the contract. */
export const ProblemValue = z.object({ code: ProblemCode, data: ProblemData })
export type ProblemValue = z.infer<typeof ProblemValue>

/** A problem while it is still on its way up: thrown by services, turned into a value by the dispatcher. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly data: ProblemData

  constructor(code: ProblemCode, data: ProblemData = {}, options?: ErrorOptions) {
    super(code, options)
    this.name = 'Problem'
    this.code = code
    this.data = data
  }

  toValue(): ProblemValue {
    return { code: this.code, data: this.data }
  }
}

/** What happened and what to do next, in Indonesian. */
export function problemSentence(problem: ProblemValue): string {
  return sentences[problem.code](problem.data)
}
