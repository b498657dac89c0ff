import type { MemberForm } from '../../shared/form.ts'
import { type CodeTable, findLabel } from '../../shared/reference/code-table.ts'
import { occupations } from '../../shared/reference/occupations.ts'
import {
  bloodTypes,
  citizenships,
  educations,
  maritalStatuses,
  relationships,
  religions,
  sexes,
} from '../../shared/reference/population.ts'
import { drawTable, type TableColumn } from './draw-table.ts'
import type { KkDrawing } from './drawing.ts'
import { getVillage } from './places.ts'
import { fonts, svg, text, watermark } from './svg.ts'

/** A4 on its side at 200 dpi. */
const width = 2339
const height = 1654
const margin = 70

const label = (table: CodeTable, code: string): string => findLabel(table, code) ?? '-'
const orDash = (value: string): string => (value === '' ? '-' : value)

/** The two member tables, joined by their line numbers (UU 23/2006 art. 61, Permendagri 118/2017). */
const identity: readonly TableColumn<MemberForm>[] = [
  { title: 'Nama Lengkap', width: 446, value: (member) => member.name },
  { title: 'NIK', width: 290, number: true, value: (member) => member.nik },
  { title: 'Jenis Kelamin', width: 170, value: (member) => label(sexes, member.sex) },
  { title: 'Tempat Lahir', width: 200, value: (member) => member.birthPlace },
  { title: 'Tanggal Lahir', width: 190, number: true, value: (member) => member.birthDate },
  { title: 'Agama', width: 150, value: (member) => label(religions, member.religion) },
  { title: 'Pendidikan', width: 260, value: (member) => label(educations, member.education) },
  { title: 'Jenis Pekerjaan', width: 290, value: (member) => label(occupations, member.occupation) },
  { title: 'Golongan Darah', width: 153, value: (member) => label(bloodTypes, member.bloodType) },
]
const belonging: readonly TableColumn<MemberForm>[] = [
  { title: 'Status Perkawinan', width: 300, value: (member) => label(maritalStatuses, member.maritalStatus) },
  { title: 'Tanggal Perkawinan', width: 190, number: true, value: (member) => orDash(member.marriageDate) },
  {
    title: 'Status Hubungan Dalam Keluarga',
    width: 300,
    value: (member) => label(relationships, member.relationship),
  },
  { title: 'Kewarganegaraan', width: 180, value: (member) => label(citizenships, member.citizenship) },
  { title: 'No. Paspor', width: 150, number: true, value: (member) => orDash(member.passportNumber) },
  { title: 'No. KITAP', width: 150, number: true, value: (member) => orDash(member.kitapNumber) },
  { title: 'Nama Ayah', width: 440, value: (member) => orDash(member.fatherName) },
  { title: 'Nama Ibu', width: 439, value: (member) => orDash(member.motherName) },
]

/** An SVG with the fields of a Kartu Keluarga in two tables, and nothing of its security print. */
export function drawKk({ family, members, issuedOn }: KkDrawing): string {
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
  const centre = { anchor: 'middle' as const, bold: true }
  return svg(
    width,
    height,
    [
      `<rect width="${width}" height="${height}" fill="#fbfaf6"/>`,
      watermark(width, height, 120, '#f4dfdb'),
      text(width / 2, 118, 'KARTU KELUARGA', { size: 62, ...centre }),
      text(width / 2, 180, `No. ${family.noKk}`, { size: 46, anchor: 'middle', font: fonts.numbers }),
      ...left.flatMap(([name, value], index) => heading(margin, 330, name, value, 245 + index * 38)),
      ...right.flatMap(([name, value], index) => heading(1500, 220, name, value, 245 + index * 38)),
      drawTable({ x: margin, y: 390, columns: identity, firstNumber: 1, rows: members, rowCount: 10 }),
      drawTable({ x: margin, y: 915, columns: belonging, firstNumber: 10, rows: members, rowCount: 10 }),
      text(margin, 1470, `Dikeluarkan Tanggal : ${issuedOn}`, { size: 24 }),
      text(1020, 1470, 'KEPALA KELUARGA', { size: 24, anchor: 'middle' }),
      text(1020, 1580, family.headName, { size: 24, ...centre }),
      text(1930, 1470, `KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL`, { size: 24, anchor: 'middle' }),
      text(1930, 1580, 'TANPA TANDA TANGAN', { size: 24, ...centre }),
      text(width / 2, 1632, 'SPESIMEN · BUKAN DOKUMEN RESMI · DATA REKAAN', {
        size: 26,
        ...centre,
        fill: '#b02020',
      }),
    ].join(''),
  )
}

function heading(x: number, indent: number, name: string, value: string, y: number): string[] {
  return [
    text(x, y, name, { size: 26 }),
    text(x + indent, y, `:`, { size: 26 }),
    text(x + indent + 20, y, value, { size: 26, bold: true }),
  ]
}
