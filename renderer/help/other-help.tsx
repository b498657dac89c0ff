export function ApplicationsHelp() {
  return (
    <>
      <p>Ketik sebagian nama, NIK, No. KK, atau nomor permohonan. Angka boleh dengan atau tanpa spasi.</p>
      <ul>
        <li>Ctrl+K mencari dari layar mana pun.</li>
        <li>Tanpa pencarian, permohonan tersusun menurut statusnya, yang terakhir berubah di atas.</li>
        <li>NIK dan No. KK disamarkan di daftar. Membuka permohonan tercatat di jurnal akses.</li>
      </ul>
    </>
  )
}

export function VerificationHelp() {
  return (
    <>
      <p>Yang paling lama menunggu ada di atas. Temuan tampil lebih dahulu, pindaian di samping datanya.</p>
      <ul>
        <li>S menyetujui, K mengembalikan, T menolak. Kembalikan dan tolak meminta alasan.</li>
        <li>Setelah memutus, permohonan berikutnya terbuka sendiri. U mengurungkan keputusan.</li>
        <li>Keputusan baru berlaku setelah ditandatangani dengan kata sandi, sekaligus untuk semuanya.</li>
        <li>Permohonan yang Anda ajukan sendiri diputus verifikator lain.</li>
      </ul>
    </>
  )
}

export function SyncHelp() {
  return (
    <>
      <p>Permohonan yang disetujui dikirim ke server pusat dengan sendirinya, beserta semua pindaiannya.</p>
      <ul>
        <li>Menunggu: belum sampai. Pengiriman yang terputus dilanjutkan, bukan diulang.</li>
        <li>Ditolak pusat: pusat menjawab, tetapi tidak menerima. Alasannya tertulis di barisnya.</li>
        <li>Sudah di pusat: data dan semua pindaian sudah diterima dan dicocokkan.</li>
        <li>
          NIK ganda: orang yang juga diusulkan kantor lain. Verifikator memutus, satu tombol dan alasan.
        </li>
        <li>Riwayat: kapan terkirim, berapa banyak, dan apa yang memutusnya.</li>
      </ul>
      <p>
        Bila pusat tidak terjawab, tidak ada yang perlu dilakukan: aplikasi mencoba lagi sendiri dan langsung
        mengirim begitu tersambung.
      </p>
    </>
  )
}

export function SettingsHelp() {
  return (
    <>
      <p>Hanya untuk admin TI.</p>
      <ul>
        <li>Akun: buat, ubah, nonaktifkan. Akun tidak dihapus, karena jurnal menyebut namanya.</li>
        <li>Sambungan pusat: pilih berkas dari Diskominfo, coba, lalu simpan.</li>
        <li>Berkas wajib: halaman apa yang harus ada sebelum permohonan dapat diajukan.</li>
        <li>
          Pemindaian: folder pantauan, profil pindai, dan batas mutu. Halaman percobaan diukur dan tidak
          disimpan.
        </li>
        <li>Cadangan: salinan terenkripsi. Simpan juga di luar komputer ini.</li>
        <li>Jurnal: siapa mengubah apa, dan siapa melihat data siapa. Periksa keutuhan membuktikannya.</li>
      </ul>
    </>
  )
}

export function KeysHelp() {
  return (
    <>
      <p>Semua dapat dilakukan tanpa tetikus. Tombolnya tertulis di sebelah kata.</p>
      <ul>
        <li>Tanda tanya (?) menampilkan semua tombol yang berlaku di layar itu.</li>
        <li>Tab pindah ke kendali berikutnya, Shift+Tab sebelumnya. Enter atau Spasi menekannya.</li>
        <li>Esc kembali selangkah dan tidak pernah membuang isian.</li>
        <li>Ctrl+K mencari orang dan perintah. Ctrl+L mengunci layar.</li>
        <li>Huruf tunggal, seperti S atau K, tidak berlaku saat sedang mengetik.</li>
      </ul>
    </>
  )
}
