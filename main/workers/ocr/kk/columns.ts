import { likeness } from '../../../../shared/edit-distance.ts'
import { KkMemberField } from '../../../../shared/reading.ts'

/** A column of a member table; `null` is the line number, or a column that is not known. */
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
 * The columns of a table with so many of them. A KK from before Permendagri 118/2017 has neither the blood type, the
 * last of the first table, nor the day of marriage in the second.
 */
export function standardColumns(table: KkTable, count: number): readonly KkColumn[] {
  if (table === 'identity') return identityColumns.slice(0, count)
  const older = count === belongingColumns.length - 1
  return belongingColumns.filter((column) => !older || column !== 'marriageDate').slice(0, count)
}

/** What stands above the columns. Parents stand below a title that they share, or have one each. */
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

/** Below this likeness a title is not the column's: `Tempat Lahir` and `Tanggal Lahir` are as like as 0.55. */
const minLikeness = 0.66

/**
 * The columns by their titles, as they were read: line by line, none where nothing could be read. What is like no
 * title, and a title that a column has which is liker, is `null`.
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
 * Columns by their titles; one whose title could not be read stays what it usually is, where what stands in it proves
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

/** Of the whole title, or of its last line alone: above it may stand a title that several columns share. */
function titleLikeness(lines: readonly string[], title: string): number {
  const wanted = lettersOf(title)
  return Math.max(
    likeness(lettersOf(lines.join('')), wanted),
    likeness(lettersOf(lines.at(-1) ?? ''), wanted),
  )
}

const lettersOf = (text: string): string => text.toUpperCase().replace(/[^A-Z]/g, '')
