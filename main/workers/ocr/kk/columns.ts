import { likeness } from '../../../../shared/edit-distance.ts'
import { KkMemberField } from '../../../../shared/reading.ts'

/** A column of a member table; `null` is the line number, or an unknown column. */
export type KkColumn = KkMemberField | null

/** The two tables as Permendagri 118/2017 has them, the line number first. */
const identityColumns: readonly KkColumn[] = [
  null,
  'name',
  'nik',
  'sex',
  'birthPlace',
  'birthDate',
  'religion',
  'education',
  'occupation',
  'bloodType',
]
const belongingColumns: readonly KkColumn[] = [
  null,
  'maritalStatus',
  'marriageDate',
  'relationship',
  'citizenship',
  'passportNumber',
  'kitapNumber',
  'fatherName',
  'motherName',
]

export type KkTable = 'identity' | 'belonging'

/**
 * The columns of a table with so many of them. A KK from before Permendagri 118/2017 has neither the blood
 * type, the last of the first table, nor the day of marriage in the second.
 */
export function standardColumns(table: KkTable, count: number): readonly KkColumn[] {
  if (table === 'identity') return identityColumns.slice(0, count)
  const older = count === belongingColumns.length - 1
  return belongingColumns.filter((column) => !older || column !== 'marriageDate').slice(0, count)
}

/** Titles of the columns. Parents have a shared title above them, or one each. */
const columnTitles: Readonly<Record<KkMemberField, readonly string[]>> = {
  name: ['Nama Lengkap', 'Nama'],
  nik: ['NIK'],
  sex: ['Jenis Kelamin'],
  birthPlace: ['Tempat Lahir'],
  birthDate: ['Tanggal Lahir'],
  religion: ['Agama'],
  education: ['Pendidikan'],
  occupation: ['Jenis Pekerjaan', 'Pekerjaan'],
  bloodType: ['Golongan Darah', 'Gol. Darah'],
  maritalStatus: ['Status Perkawinan'],
  marriageDate: ['Tanggal Perkawinan', 'Tanggal Perkawinan/Perceraian'],
  relationship: ['Status Hubungan Dalam Keluarga', 'Hubungan Dalam Keluarga', 'SHDK'],
  citizenship: ['Kewarganegaraan'],
  passportNumber: ['No. Paspor'],
  kitapNumber: ['No. KITAP', 'No. KITAS/KITAP'],
  fatherName: ['Ayah', 'Nama Ayah'],
  motherName: ['Ibu', 'Nama Ibu'],
}

/** Minimum similarity of a title: `Tempat Lahir` and `Tanggal Lahir` have 0.55. */
const minLikeness = 0.66

/**
 * Columns by their recognised titles, line by line, empty where nothing was recognised. A title that matches
 * none, or whose column has a better match, gives `null`.
 */
export function columnsByTitles(titles: readonly (readonly string[])[]): KkColumn[] {
  const columns = titles.map((): KkColumn => null)
  const matches = titles
    .flatMap((lines, column) =>
      Object.entries(columnTitles).map(([field, wanted]) => ({
        field: KkMemberField.parse(field),
        column,
        similarity: Math.max(...wanted.map((title) => titleLikeness(lines, title))),
      })),
    )
    .filter(({ similarity }) => similarity >= minLikeness)
    .sort((a, b) => b.similarity - a.similarity)
  for (const { field, column } of matches) {
    if (columns[column] === null && !columns.includes(field)) columns[column] = field
  }
  return columns
}

/**
 * Columns by their titles; one without a recognised title keeps its standard field where its values prove
 * that.
 */
export function mergeColumns(
  byTitles: readonly KkColumn[],
  standard: readonly KkColumn[],
  proven: readonly KkColumn[],
): KkColumn[] {
  return byTitles.map((field, column) => {
    const standardField = standard[column] ?? null
    return (
      field ?? (proven.includes(standardField) && !byTitles.includes(standardField) ? standardField : null)
    )
  })
}

/**
 * Similarity of the whole title, or of its last line alone: above it may be a title that several columns
 * share.
 */
function titleLikeness(lines: readonly string[], title: string): number {
  const wanted = lettersOf(title)
  return Math.max(
    likeness(lettersOf(lines.join('')), wanted),
    likeness(lettersOf(lines.at(-1) ?? ''), wanted),
  )
}

const lettersOf = (text: string): string => text.toUpperCase().replace(/[^A-Z]/g, '')
