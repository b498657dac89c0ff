/** Sentences for the refusal codes of the centre (resources/sql/central), with the next step. */
const sentences: Readonly<Record<string, string>> = {
  'record-malformed':
    'Pusat menemukan isian yang tidak lengkap atau tidak dikenal. Beri tahu admin TI; data di kantor ini utuh.',
  'payload-hash': 'Data rusak di perjalanan. Coba lagi; bila terulang, beri tahu admin TI.',
  'version-unknown':
    'Server pusat belum mengenal bentuk data versi ini. Coba lagi setelah Diskominfo memperbaruinya.',
  'office-unknown': 'Kantor ini belum terdaftar di pusat. Minta Diskominfo mendaftarkannya, lalu coba lagi.',
  'area-foreign':
    'Kelurahan pada KK di luar wilayah kantor ini menurut pusat. Periksa kelurahannya, atau minta Diskominfo memeriksa wilayah kantor.',
  'operation-conflict': 'Pusat sudah menerima kiriman lain dengan tanda yang sama. Beri tahu admin TI.',
  'application-foreign': 'Nomor permohonan ini sudah dipakai kantor lain di pusat. Beri tahu admin TI.',
  'scan-too-large':
    'Satu pindaian melebihi batas pusat. Minta Diskominfo menaikkan batasnya, lalu coba lagi.',
  'scan-damaged':
    'Satu pindaian di komputer ini tidak utuh lagi, jadi tidak dikirim. Minta admin TI memulihkan cadangan terakhir.',
}

/** The sentence for a refusal code; an unknown code is quoted. */
export function refusalSentence(code: string | null): string {
  return (
    sentences[code ?? ''] ??
    `Pusat menolak tanpa alasan yang dikenal (${code || 'tanpa kode'}). Beri tahu admin TI.`
  )
}
