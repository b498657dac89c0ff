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
  'enrolment-refused': () =>
    'Berkas aktivasi ini bukan untuk kantor ini, atau sudah pernah dipakai. Minta berkas baru ke Diskominfo.',
  // packets between offices
  'packet-too-large': (data) =>
    `Pindaian permohonan ini lebih dari ${data.megabytes ?? 0} MB. Hapus halaman yang tidak perlu, lalu ajukan lagi.`,
  'packet-none': () =>
    'Tidak ada paket yang perlu dikirim. Paket yang sudah diterima tidak perlu disalin lagi.',
  'application-elsewhere': () =>
    'Permohonan ini sedang dipegang kantor lain. Tunggu keputusannya, atau hubungi kantor itu.',
  'activation-unreadable': () =>
    'Ini bukan berkas aktivasi, atau berkasnya rusak. Salin sekali lagi dari Diskominfo, lalu pilih berkas itu.',
  'activation-passphrase-wrong': () =>
    'Frasa sandi tidak membuka berkas ini. Periksa tiap kelompok huruf, atau tanyakan lagi ke Diskominfo.',
  'activation-expired': () =>
    'Masa berlaku berkas aktivasi ini sudah lewat. Periksa tanggal komputer; bila benar, minta berkas baru.',
  'activation-newer': () =>
    'Berkas aktivasi ini untuk versi aplikasi yang lebih baru. Perbarui aplikasi, lalu pilih lagi berkasnya.',
  'activation-code-wrong': () =>
    'Kode sekali pakai tidak cocok. Periksa huruf demi huruf, atau tanyakan lagi ke Diskominfo.',
  'activation-used': () =>
    'Berkas aktivasi kantor ini sudah dipakai komputer lain. Pekerjaan tersimpan; minta berkas baru ke Diskominfo.',
  'activation-superseded': () =>
    'Ada berkas aktivasi yang lebih baru untuk kantor ini. Pekerjaan tersimpan; pakai berkas yang terakhir diberikan.',
  'office-revoked': () =>
    'Diskominfo mencabut akses kantor ini, jadi aplikasi terkunci. Data tetap tersimpan; minta berkas aktivasi baru.',
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
  'original-gone': () =>
    'Berkas asli halaman ini tidak disimpan lagi, jadi tidak dapat dipotong atau diputar. Pindai lembarnya lagi.',
  'page-duplicate': () => 'Halaman ini sudah ada pada permohonan ini, jadi tidak ditambahkan lagi.',
  'not-an-image': () => 'Berkas ini bukan gambar atau PDF. Pilih JPEG, PNG, TIFF, WebP, atau PDF.',
  'file-unreadable': () =>
    'Berkas ini tidak dapat dibaca dari komputer. Periksa apakah masih ada, lalu coba lagi.',
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
  'page-reading-slow': () =>
    'Halaman ini terlalu lama dibaca dan dihentikan. Halamannya tersimpan; isi kolomnya dengan mengetik.',
  'page-reader-stopped': () =>
    'Pembaca teks berhenti saat membaca halaman ini. Halamannya tersimpan; isi kolomnya dengan mengetik.',
  // scanners and the watched folder
  'scanner-none': () => 'Tidak ada pemindai yang ditemukan. Nyalakan, periksa kabelnya, lalu pindai lagi.',
  'scanner-busy': () => 'Pemindai sedang dipakai. Tunggu sampai selesai, lalu pindai lagi.',
  'scanner-feeder-empty': () => 'Baki pengumpan kosong. Taruh lembarnya di baki, lalu pindai lagi.',
  'scanner-jammed': () => 'Kertas tersangkut. Buka pemindai, keluarkan lembarnya, lalu pindai sisanya.',
  'scanner-cover-open': () => 'Tutup pemindai terbuka. Tutup sampai berbunyi klik, lalu pindai lagi.',
  'scanner-gone': () =>
    'Pemindai terputus. Periksa kabel dan dayanya, lalu pindai lagi; halaman yang sudah masuk tetap ada.',
  'scanner-silent': () =>
    'Pemindai tidak menjawab dan dihentikan. Matikan lalu nyalakan pemindai, kemudian pindai lagi.',
  'scanner-fault': () =>
    'Pemindai melaporkan gangguan. Matikan lalu nyalakan pemindai, kemudian pindai lagi.',
  'scanner-denied': () =>
    'Komputer ini tidak diizinkan memakai pemindai itu. Minta admin TI memeriksa hak aksesnya.',
  'scanner-unsuited': () =>
    'Pemindai ini tidak punya sumber kertas atau mode pada profil itu. Pilih profil lain.',
  'scanner-certificate': () =>
    'Pemindai menunjukkan sertifikat lain, jadi tidak dipakai. Admin TI perlu memilihnya lagi di Pengaturan.',
  'scanner-far': () =>
    'Alamat pemindai itu di luar jaringan kantor, jadi tidak dipakai. Pakai alamat di jaringan kantor.',
  'scanner-program-missing': () =>
    'Program pemindai tidak ada di komputer ini. Minta admin TI memasangnya, atau pakai folder pantauan.',
  'scanner-stopped': () => 'Pembaca pemindai berhenti. Pindai lagi; halaman yang sudah masuk tetap ada.',
  'scan-profile-gone': () => 'Profil pindai itu sudah tidak ada. Pilih profil lain, lalu pindai lagi.',
  'folder-gone': () =>
    'Folder pantauan tidak terjangkau. Periksa jaringan atau foldernya; dicoba lagi dengan sendirinya.',
  'folder-denied': () =>
    'Folder pantauan tidak boleh dibaca atau ditulis komputer ini. Minta admin TI memeriksa hak aksesnya.',
  'waiting-file-gone': () => 'Berkas itu sudah tidak ada di folder pantauan. Pindai sekali lagi.',
  // verification
  'decision-own': () => 'Permohonan ini Anda ajukan sendiri, jadi harus diputus verifikator lain.',
  'decision-reason-missing': () => 'Tulis alasannya dahulu: kembalikan dan tolak selalu disertai alasan.',
  'decision-nothing-to-sign': () => 'Belum ada keputusan untuk ditandatangani.',
  'decisions-outdated': (data) =>
    `${data.count ?? 1} permohonan berubah sejak diputus. Periksa lagi, lalu tanda tangani.`,
  // after approval
  'correction-closed': () =>
    'Permohonan ini tidak (lagi) disetujui, jadi tidak ada yang dapat diubah padanya.',
  'correction-elsewhere': () =>
    'Permohonan ini dikirim ke pusat oleh kantor lain. Minta verifikator kantor itu mengubahnya.',
  'correction-same': () => 'Nomor itu sama dengan yang sudah tercatat. Periksa lagi nomor yang benar.',
  'conflict-not-found': () => 'NIK ganda itu tidak ada lagi. Muat ulang daftarnya.',
  'conflict-closed': () => 'NIK ganda ini sudah diputus. Muat ulang daftarnya untuk melihat hasilnya.',
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
