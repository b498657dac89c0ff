export function NewApplicationHelp() {
  return (
    <>
      <p>
        Tekan angka di depan jenisnya. Setiap jenis meminta berkas yang berbeda, tertulis di bawah namanya.
      </p>
      <p>
        Salah pilih tidak apa: jenis dapat diubah sebelum diajukan, dan isian tidak hilang. Yang hanya dimulai
        lalu ditinggalkan tetap ada sebagai draf.
      </p>
    </>
  )
}

export function IntakeHelp() {
  return (
    <>
      <p>Pindaian di kiri, isian di kanan. Enter mengiyakan satu isian dan pindah ke berikutnya.</p>
      <ul>
        <li>
          F9 memindai dengan profil terakhir, Shift+F9 dengan profil lain. Yang disimpan pemindai ke folder
          pantauan masuk sendiri; yang sudah menunggu di sana diambil dengan Alt+A.
        </li>
        <li>
          Halaman juga datang dari berkas (Ctrl+O), kamera (Alt+K), diseret ke jendela, atau ditempel. JPEG,
          PNG, TIFF, WebP, dan PDF diterima; yang tidak terbaca ditolak dengan alasannya, dan yang lain tidak
          terganggu.
        </li>
        <li>
          Potongan yang meleset dibetulkan dengan Alt+C: Tab memilih sudut, panah menggeser, Enter memotong.
          Alt+L memperlihatkan gambar aslinya.
        </li>
        <li>
          Yang terbaca dari KTP dan KK bergaris titik sampai diperiksa. F7 menuju yang berikutnya: cocokkan
          dengan potongan pindaiannya, lalu Enter. Yang tidak pasti diperiksa satu per satu.
        </li>
        <li>NIK dan No. KK diketik tanpa spasi; aplikasi yang mengelompokkan empat-empat.</li>
        <li>
          Salah (merah) harus dibetulkan. Periksa (kuning) boleh tetap bila memang begitu di KTP atau KK: beri
          alasannya.
        </li>
        <li>Centang anggota yang diusulkan. Yang lain tetap ditulis karena tercantum di KK.</li>
        <li>Baris paling bawah menyebut semua yang masih kurang; pilih untuk melompat ke tempatnya.</li>
      </ul>
      <p>Tidak ada tombol simpan yang wajib: setiap ketikan tersimpan, juga bila listrik padam.</p>
    </>
  )
}
