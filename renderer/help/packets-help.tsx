/** Help for the packets screen. */
export function PacketsHelp() {
  return (
    <>
      <p>
        Permohonan yang diajukan kelurahan disegel untuk kecamatannya, dan keputusan kecamatan disegel untuk
        kelurahan. Tidak ada orang lain yang dapat membacanya, juga tidak di pusat.
      </p>
      <ul>
        <li>Lewat pusat dan folder bersama paket berangkat dan dibuka sendiri.</li>
        <li>
          Tanpa jaringan: Salin ke flash disk, serahkan berkas .paket ke kantor tujuan, lalu di sana Buka
          paket.
        </li>
        <li>
          Paket yang sama boleh datang lewat beberapa jalan. Yang pertama dibuka; sisanya dijawab sudah pernah
          dibuka.
        </li>
        <li>Selama belum ada tanda terima, paket dikirim lagi setiap hari.</li>
      </ul>
      <p>
        Yang tidak terbuka tampil dengan sebabnya. Paket rusak diminta lagi dari pengirim; paket yang dibuat
        versi lebih baru disimpan dan dibuka setelah aplikasi diperbarui.
      </p>
    </>
  )
}
