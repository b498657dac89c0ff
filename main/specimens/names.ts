import type { Random } from './random.ts'

/** Common given names, put together by chance: whoever bears the result is a coincidence. */

type Sex = 'male' | 'female'

const first: Record<Sex, readonly string[]> = {
  male: split(`AHMAD ASEP DEDI UJANG BUDI AGUS HENDRA IWAN RUDI YANTO FAJAR RIZKY MUHAMAD ADITYA BAYU DIMAS EKO
    GILANG HERU IMAN JAJANG LUKMAN MAMAN NANA OPIK RAHMAT SOLEH TATANG WAWAN YUSUF ZAENAL CECEP DADANG ENJANG
    FARHAN GUNTUR HILMAN IRFAN JOKO KARTA SLAMET SUGENG TEGUH`),
  female:
    split(`SITI SRI NENG EUIS IMAS YANI RINA DEWI NUR LILIS ANI YULIA FITRI INTAN MAYA PUTRI RATNA TUTI WATI
    AISYAH AYU CUCU DINI ENTIN HENI IIS LINA MELA NIA OOM RAHMA SALSABILA TITIN ZAHRA ALYA BUNGA CITRA DIAH
    ENDANG KARTINI MURNI PARTI`),
}

const second: Record<Sex, readonly string[]> = {
  male: split(`SAPUTRA HIDAYAT SETIAWAN GUNAWAN KURNIAWAN PERMANA NUGRAHA SUHERMAN SUPRIADI MAULANA RAMADHAN
    FIRMANSYAH DARMAWAN SANJAYA WIJAYA ISKANDAR MULYADI SUDRAJAT FAUZI HAKIM SUTISNA WAHYUDI PRASETYO SANTOSO`),
  female:
    split(`RAHAYU LESTARI HANDAYANI SUSILAWATI KOMALASARI PUSPITASARI AMINAH KHOTIMAH MARYAM FATIMAH ANGGRAENI
    MAHARANI SETIAWATI HASANAH MULYANI PERMATASARI WULANDARI SAFITRI OKTAVIANI JUARIAH ROHAYATI SUHARTINI`),
}

/** Names recorded before Permendagri 73/2022 stay valid: one word, an apostrophe, close to 60 letters. */
const unusual: Record<Sex, Record<UnusualName, readonly string[]>> = {
  male: {
    'one-word': ['SUPARMAN', 'ODIH', 'MARDI', 'SARMILI'],
    apostrophe: ["MA'MUN HIDAYAT", "SYAFI'I ISKANDAR", "RIFA'I", "NU'MAN FIRMANSYAH"],
    long: [
      'RADEN MUHAMAD ALFARIZI KUSUMAWARDHANA SASTRADIPURA WINATA',
      'PANGERAN ADITYAWARMAN SURYADININGRAT KARTASASMITA HIDAYAT',
    ],
  },
  female: {
    'one-word': ['SUKINI', 'KARSIH', 'SARIPAH', 'JUMINTEN'],
    apostrophe: ["NUR'AINI SAFITRI", "ROBI'AH", "JUM'ATI LESTARI", "QURROTA A'YUN"],
    long: [
      'RADEN AYU SITI NURHALIMATUSSADIAH KUSUMANINGRUM WIRADIPUTRI',
      'PUTRI ANINDITA MAHESWARI DEWI KUSUMAWARDHANI SASTRANINGRAT',
    ],
  },
}

export type UnusualName = 'one-word' | 'apostrophe' | 'long'

export function inventName(random: Random, sex: Sex): string {
  return `${random.pick(first[sex])} ${random.pick(second[sex])}`
}

export function inventUnusualName(random: Random, sex: Sex, kind: UnusualName): string {
  return random.pick(unusual[sex][kind])
}

function split(words: string): string[] {
  return words.trim().split(/\s+/)
}
