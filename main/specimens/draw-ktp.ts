import { findLabel } from '../../shared/reference/code-table.ts'
import { occupations } from '../../shared/reference/occupations.ts'
import { bloodTypes, citizenships, religions, sexes } from '../../shared/reference/population.ts'
import type { KtpDrawing } from './drawing.ts'
import { getVillage } from './places.ts'
import { fitted, fonts, leading, svg, text, watermark } from './svg.ts'

/** A card of 85.6 x 54 mm at 300 dpi. */
const width = 1011
const height = 638

/** The KTP knows four marital states where the KK knows six (domain.md section 2). */
const maritalStatuses: Record<string, string> = {
  '1': 'BELUM KAWIN',
  '2': 'KAWIN',
  '3': 'KAWIN',
  '4': 'CERAI HIDUP',
  '5': 'CERAI HIDUP',
  '6': 'CERAI MATI',
}

/** An SVG with the fields of a KTP-el in their order (UU 24/2013), and nothing of its security print. */
export function drawKtp({ family, member, issuedOn }: KtpDrawing): string {
  const village = getVillage(family.village)
  const fields: readonly (readonly [label: string, value: string, indented?: 'indented'])[] = [
    ['Nama', member.name],
    ['Tempat/Tgl Lahir', `${member.birthPlace}, ${member.birthDate}`],
    ['Jenis Kelamin', findLabel(sexes, member.sex) ?? ''],
    [
      'Gol. Darah',
      member.bloodType === unknownBloodType ? '-' : (findLabel(bloodTypes, member.bloodType) ?? '-'),
    ],
    ['Alamat', family.address],
    ['RT/RW', `${family.rt}/${family.rw}`, 'indented'],
    ['Kel/Desa', village.name.toUpperCase(), 'indented'],
    ['Kecamatan', village.district.name.toUpperCase(), 'indented'],
    ['Agama', findLabel(religions, member.religion) ?? ''],
    ['Status Perkawinan', maritalStatuses[member.maritalStatus] ?? ''],
    ['Pekerjaan', findLabel(occupations, member.occupation) ?? ''],
    ['Kewarganegaraan', findLabel(citizenships, member.citizenship) ?? ''],
    ['Berlaku Hingga', 'SEUMUR HIDUP'],
  ]
  const parts: string[] = []
  let y = 180
  for (const [label, value, indented] of fields) {
    const { lines, size } = fitted(value, 480, 60, 22)
    parts.push(text(indented ? 58 : 36, y, label, { size: 22 }), text(236, y, ':', { size: 22 }))
    for (const [index, line] of lines.entries()) {
      if (index > 0) y += size * leading
      parts.push(text(250, y, line, { size, bold: true }))
    }
    y += 31.5
  }
  const centre = { anchor: 'middle' as const, bold: true }
  return svg(
    width,
    height,
    [
      `<rect width="${width}" height="${height}" rx="30" fill="#e4eef4"/>`,
      watermark(width, height, 54, '#e0d7de'),
      text(width / 2, 48, `PROVINSI ${village.province.name.toUpperCase()}`, { size: 30, ...centre }),
      text(width / 2, 84, village.regency.name.toUpperCase(), { size: 30, ...centre }),
      text(36, 138, 'NIK', { size: 34, bold: true }),
      text(232, 140, ':', { size: 34 }),
      text(250, 140, member.nik, { size: 46, font: fonts.nik }),
      ...parts,
      portrait,
      text(868, 502, village.regency.name.toUpperCase(), { size: 19, anchor: 'middle' }),
      text(868, 528, issuedOn, { size: 19, anchor: 'middle' }),
      text(width / 2, 622, 'SPESIMEN · BUKAN DOKUMEN RESMI · DATA REKAAN', {
        size: 19,
        ...centre,
        fill: '#b02020',
      }),
    ].join(''),
  )
}

const unknownBloodType = '13'

/** A silhouette where the card has a photo. */
const portrait = `<rect x="760" y="130" width="216" height="340" fill="#c9d3d9"/>
  <circle cx="868" cy="262" r="58" fill="#98a4ac"/>
  <path d="M776 470 C776 372 824 340 868 340 C912 340 960 372 960 470 Z" fill="#98a4ac"/>`
