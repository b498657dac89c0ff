/** Help: the steps of one application. */
export function BeginningHelp() {
  return (
    <>
      <p>Satu permohonan melewati tiga tangan: petugas loket, verifikator, dan server pusat.</p>
      <ol>
        <li>Petugas menekan F2, lalu memilih jenis permohonan dengan angkanya.</li>
        <li>KTP, KK, dan surat lain ditambahkan sebagai gambar atau PDF.</li>
        <li>Data keluarga diketik sambil melihat pindaiannya; NIK dan No. KK diperiksa saat diketik.</li>
        <li>Bila tidak ada lagi yang kurang, petugas mengajukan. Permohonan mendapat nomor.</li>
        <li>
          Verifikator menyetujui, mengembalikan, atau menolak, lalu menandatangani dengan kata sandinya.
        </li>
        <li>Yang dikembalikan muncul di Beranda petugas beserta alasannya; isiannya masih utuh.</li>
        <li>Yang disetujui dikirim ke pusat dengan sendirinya, juga setelah jaringan lama terputus.</li>
      </ol>
      <p>Tanpa jaringan semua langkah tetap berjalan. Hanya pengiriman yang menunggu.</p>
    </>
  )
}

export function HomeHelp() {
  return (
    <>
      <p>Yang perlu dikerjakan hari ini ada di sini.</p>
      <ul>
        <li>F2 memulai permohonan baru, dari layar mana pun.</li>
        <li>
          Dikembalikan: permohonan yang perlu diperbaiki, dengan alasan verifikator. Buka, perbaiki yang
          disebut, lalu ajukan lagi.
        </li>
        <li>Draf: yang belum diajukan. Isian tersimpan sendiri, jadi dapat dilanjutkan kapan saja.</li>
        <li>Verifikator melihat berapa yang menunggu dan sudah berapa lama.</li>
      </ul>
      <p>Panah atas dan bawah memilih di daftar, Enter membuka.</p>
    </>
  )
}
