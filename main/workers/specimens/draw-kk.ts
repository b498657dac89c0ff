import type { MemberForm } from '../../../shared/form.ts'
import { type CodeTable, findLabel } from '../../../shared/reference/code-table.ts'
import { occupations } from '../../../shared/reference/occupations.ts'
import {
  bloodTypes,
  citizenships,
  educations,
  maritalStatuses,
  relationships,
  religions,
  sexes,
} from '../../../shared/reference/population.ts'
import { getVillage } from '../../specimens/places.ts'
import { drawTable, serialWidth, type TableColumn, tableHeight } from './draw-table.ts'
import type { KkDrawing } from './messages.ts'
import { defaultStyle, type SpecimenStyle } from './style.ts'
import { svg, text, watermark } from './svg.ts'

/** A4 on its side at 200 dpi. */
const width = 2339
const height = 1654
/** Lines of each table, filled or not. */
const rowCount = 10

const label = (table: CodeTable, code: string): string => findLabel(table, code) ?? '-'
const orDash = (value: string): string => (value === '' ? '-' : value)

/** The two member tables, joined by their line numbers (UU 23/2006 art. 61, Permendagri 118/2017). */
type Column = Omit<TableColumn<MemberForm>, 'width'>
const identity: readonly Column[] = [
  { title: 'Nama Lengkap', value: (member) => member.name },
  { title: 'NIK', number: true, value: (member) => member.nik },
  { title: 'Jenis Kelamin', value: (member) => label(sexes, member.sex) },
  { title: 'Tempat Lahir', value: (member) => member.birthPlace },
  { title: 'Tanggal Lahir', number: true, value: (member) => member.birthDate },
  { title: 'Agama', value: (member) => label(religions, member.religion) },
  { title: 'Pendidikan', value: (member) => label(educations, member.education) },
  { title: 'Jenis Pekerjaan', value: (member) => label(occupations, member.occupation) },
  { title: 'Golongan Darah', value: (member) => label(bloodTypes, member.bloodType) },
]
const belonging: readonly Column[] = [
  { title: 'Status Perkawinan', value: (member) => label(maritalStatuses, member.maritalStatus) },
  { title: 'Tanggal Perkawinan', number: true, value: (member) => orDash(member.marriageDate) },
  { title: 'Status Hubungan Dalam Keluarga', value: (member) => label(relationships, member.relationship) },
  { title: 'Kewarganegaraan', value: (member) => label(citizenships, member.citizenship) },
  { title: 'No. Paspor', number: true, value: (member) => orDash(member.passportNumber) },
  { title: 'No. KITAP', number: true, value: (member) => orDash(member.kitapNumber) },
  { title: 'Nama Ayah', value: (member) => orDash(member.fatherName) },
  { title: 'Nama Ibu', value: (member) => orDash(member.motherName) },
]

/** An SVG with the fields of a Kartu Keluarga in two tables, and nothing of its security print. */
export function drawKk(
  { family, members, issuedOn }: KkDrawing,
  style: SpecimenStyle = defaultStyle,
): string {
  const { margin, title, number, heading, table, identityWidths, belongingWidths, paper, mark } = style.kk
  const village = getVillage(family.village)
  const left: readonly (readonly [string, string])[] = [
    ['Nama Kepala Keluarga', family.headName],
    ['Alamat', family.address],
    ['RT/RW', `${family.rt}/${family.rw}`],
    ['Desa/Kelurahan', village.name.toUpperCase()],
  ]
  const right: readonly (readonly [string, string])[] = [
    ['Kecamatan', village.district.name.toUpperCase()],
    ['Kabupaten/Kota', village.regency.name.toUpperCase()],
    ['Kode Pos', orDash(family.postalCode)],
    ['Provinsi', village.province.name.toUpperCase()],
  ]
  const { top, pitch, size, leftIndent, rightX, rightIndent } = heading
  const headingLine = (x: number, indent: number) => (line: readonly [string, string], index: number) => {
    const y = top + index * pitch
    const [name, value] = line
    return [
      text(x, y, name, { size }),
      text(x + indent, y, ':', { size }),
      text(x + indent + 20, y, value, { size, bold: true }),
    ].join('')
  }
  const tables = { x: margin, rows: members, rowCount, layout: table, faces: style }
  const secondTop = table.top + tableHeight(table, rowCount) + 28
  const foot = secondTop + tableHeight(table, rowCount) + 58
  const centre = { anchor: 'middle' as const, bold: true }
  return svg(
    width,
    height,
    style.text.family,
    [
      `<rect width="${width}" height="${height}" fill="${paper}"/>`,
      watermark(width, height, 120, mark),
      text(width / 2, title.y, 'KARTU KELUARGA', { size: title.size, ...centre }),
      text(width / 2, number.y, `No. ${family.noKk}`, {
        size: number.size,
        anchor: 'middle',
        font: style.numbers.family,
      }),
      ...left.map(headingLine(margin, leftIndent)),
      ...right.map(headingLine(rightX, rightIndent)),
      drawTable({
        ...tables,
        y: table.top,
        columns: withWidths(identity, identityWidths, margin),
        firstNumber: 1,
      }),
      drawTable({
        ...tables,
        y: secondTop,
        columns: withWidths(belonging, belongingWidths, margin),
        firstNumber: 10,
      }),
      text(margin, foot, `Dikeluarkan Tanggal : ${issuedOn}`, { size: 24 }),
      text(1020, foot, 'KEPALA KELUARGA', { size: 24, anchor: 'middle' }),
      text(1020, foot + 100, family.headName, { size: 24, ...centre }),
      text(1900, foot, `KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL`, { size: 24, anchor: 'middle' }),
      text(1900, foot + 100, 'TANPA TANDA TANGAN', { size: 24, ...centre }),
      text(width / 2, 1642, 'SPESIMEN · BUKAN DOKUMEN RESMI · DATA REKAAN', {
        size: 26,
        ...centre,
        fill: '#b02020',
      }),
    ].join(''),
  )
}

/** Shares the width between the margins among the columns. */
function withWidths(
  columns: readonly Column[],
  widths: readonly number[],
  margin: number,
): TableColumn<MemberForm>[] {
  const unit = (width - 2 * margin - serialWidth) / widths.reduce((sum, part) => sum + part, 0)
  return columns.map((column, index) => ({ ...column, width: (widths[index] ?? 0) * unit }))
}
