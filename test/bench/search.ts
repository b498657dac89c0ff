import { randomUUID } from 'node:crypto'
import { createApplicationTable } from '../../main/applications/application-table.ts'
import { createPeopleIndex } from '../../main/applications/people-index.ts'
import { newId } from '../../main/store/identifiers.ts'
import { transact } from '../../main/store/store.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import { openCounter } from '../support/counter.ts'
import { familyForm, memberOf } from '../support/family.ts'
import { percentile, timeMilliseconds } from '../support/percentile.ts'

const families = 50_000
const lookedFor = 150

/** Words of names, the frequent ones first: they are drawn as unevenly as people are named. */
const words =
  `SITI NUR MUHAMMAD AHMAD SRI DEWI AGUS BUDI RINA EKA DWI TRI PUTRI PUTRA INDAH AYU RIZKY FITRI HENDRA YULI WAHYU
  ANDI RATNA DIAN LESTARI RAHMAWATI HIDAYAT SAPUTRA KURNIAWAN SETIAWAN SUSANTI WIJAYA PRATAMA RAMADHAN HASANAH
  MAULANA NUGROHO PERMATA SARI UTAMI WULANDARI HARTONO SANTOSO GUNAWAN SUPRIYADI MULYANI ROHMAN AMINAH ZAHRA FAUZI
  ILHAM YUSUF KHADIJAH MARYAM UMAR HASAN HUSEIN ANISA AULIA BAYU CAHYA DAMAR ENDAH FAJAR GALIH HESTI IRFAN JOKO
  KARTIKA LUKMAN MEGA NANDA OKTAVIA PRASETYO QORI RANGGA SEKAR TEGUH UJANG VINA WIRA YOGA ZULFIKAR ASEP CECEP DADANG
  ENCEP NENENG TETEH IDA WAWAN YAYAN ATIKAH BUNGA CITRA DARMA ERLANGGA FIRMAN GITA HARUM INTAN JELITA`.split(
    /\s+/,
  )

/** The same people in every run: numbers from 0 up to 1, by the linear congruence of Numerical Recipes. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

/**
 * How long a type-ahead takes over 200,000 people: every key press of typing a name, a NIK and a No. KK, for
 * people from everywhere in the store.
 */
export async function run(): Promise<Record<string, number>> {
  const random = createRandom(2026)
  const word = () => words[Math.floor(random() ** 3 * words.length)] ?? ''
  const digits = (length: number) => Array.from({ length }, () => Math.floor(random() * 10)).join('')
  const day = () => `${1950 + Math.floor(random() * 70)}-0${1 + Math.floor(random() * 9)}-1${digits(1)}`

  await using counter = await openCounter()
  const { store, applications, clerk } = counter
  const table = createApplicationTable(store)
  const writePeople = createPeopleIndex(store)
  const sample: ApplicationForm[] = []

  const template = familyForm(1)
  const fill = timeMilliseconds(() =>
    transact(store, () => {
      for (let index = 0; index < families; index++) {
        const form = {
          ...template,
          family: { ...template.family, noKk: `3271${digits(12)}`, headName: `${word()} ${word()}` },
          members: template.members.map((_, place) => ({
            ...memberOf({ date: day(), sex: place % 2 === 0 ? 'male' : 'female' }, 1 + (index % 9999)),
            id: randomUUID(),
            name: `${word()} ${word()}${random() < 0.4 ? ` ${word()}` : ''}`,
          })),
        }
        const id = newId()
        table.insert({ id, kind: 'pendaftaran', form, actor: clerk.id, at: new Date().toISOString() })
        writePeople(id, form)
        if (index % Math.floor(families / lookedFor) === 0) sample.push(form)
      }
    }),
  )

  const measured = { name: [] as number[], nik: [] as number[], noKk: [] as number[] }
  for (const { family, members } of sample) {
    for (const [kind, typed] of [
      ['name', members[1]?.name ?? ''],
      ['nik', members[1]?.nik ?? ''],
      ['noKk', family.noKk],
    ] as const) {
      for (let length = 1; length <= typed.length; length++) {
        measured[kind].push(timeMilliseconds(() => applications.search(typed.slice(0, length))))
      }
      if (applications.search(typed).length === 0) throw new Error(`a stored person was not found by ${kind}`)
    }
  }
  const all = [...measured.name, ...measured.nik, ...measured.noKk]
  return {
    p95_ms: percentile(all, 0.95),
    p50_ms: percentile(all, 0.5),
    max_ms: percentile(all, 1),
    name_p95_ms: percentile(measured.name, 0.95),
    nik_p95_ms: percentile(measured.nik, 0.95),
    no_kk_p95_ms: percentile(measured.noKk, 0.95),
    searches: all.length,
    people: families * template.members.length,
    fill_s: fill / 1000,
  }
}
