import { findLabel } from '../../../shared/reference/code-table.ts'
import { occupations } from '../../../shared/reference/occupations.ts'
import { bloodTypes, citizenships, religions, sexes } from '../../../shared/reference/population.ts'
import { getVillage } from '../../specimens/places.ts'
import type { KtpDrawing } from './messages.ts'
import { defaultStyle, type KtpLayout, type SpecimenStyle } from './style.ts'
import { fitted, leading, svg, text, watermark, waves } from './svg.ts'

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

const unknownBloodType = '13'

/** A line of the card; `beside` is a second field on the same line. */
interface Line {
  label: string
  value: string
  indented?: boolean
  beside?: string
}

/** An SVG with the fields of a KTP-el in their order (UU 24/2013), and nothing of its security print. */
export function drawKtp(drawing: KtpDrawing, style: SpecimenStyle = defaultStyle): string {
  const { member, issuedOn } = drawing
  const { heading, labelX, colonX, valueX, nik, photo, ground } = style.ktp
  const village = getVillage(drawing.family.village)
  const centre = { anchor: 'middle' as const, bold: true }
  const foot = { size: heading.size * 0.63, anchor: 'middle' as const }
  const photoMiddle = photo.x + photo.width / 2
  const photoBottom = photo.y + photo.height
  return svg(
    width,
    height,
    style.text.family,
    [
      `<rect width="${width}" height="${height}" rx="30" fill="${ground.tint}"/>`,
      waves(width, height, ground.lines),
      watermark(width, height, 54, ground.mark),
      text(width / 2, heading.top, `PROVINSI ${village.province.name.toUpperCase()}`, {
        size: heading.size,
        ...centre,
      }),
      text(width / 2, heading.top + heading.size * 1.2, village.regency.name.toUpperCase(), {
        size: heading.size,
        ...centre,
      }),
      text(labelX, nik.y - 2, 'NIK', { size: nik.labelSize, bold: true }),
      text(colonX, nik.y, ':', { size: nik.labelSize }),
      text(valueX, nik.y, member.nik, { size: nik.size, font: style.nik.family }),
      ...drawLines(lines(drawing), style),
      portrait(photo),
      text(photoMiddle, photoBottom + 32, village.regency.name.toUpperCase(), foot),
      text(photoMiddle, photoBottom + 58, issuedOn, foot),
      signature(photoMiddle - 70, photoBottom + 100),
      text(width / 2, 626, 'SPESIMEN · BUKAN DOKUMEN RESMI · DATA REKAAN', {
        size: 19,
        ...centre,
        fill: '#b02020',
      }),
    ].join(''),
  )
}

function lines({ family, member }: KtpDrawing): Line[] {
  const village = getVillage(family.village)
  const known = member.bloodType !== unknownBloodType
  const bloodType = known ? findLabel(bloodTypes, member.bloodType) : undefined
  return [
    { label: 'Nama', value: member.name },
    { label: 'Tempat/Tgl Lahir', value: `${member.birthPlace}, ${member.birthDate}` },
    {
      label: 'Jenis Kelamin',
      value: findLabel(sexes, member.sex) ?? '',
      beside: `Gol. Darah : ${bloodType ?? '-'}`,
    },
    { label: 'Alamat', value: family.address },
    { label: 'RT/RW', value: `${family.rt}/${family.rw}`, indented: true },
    { label: 'Kel/Desa', value: village.name.toUpperCase(), indented: true },
    { label: 'Kecamatan', value: village.district.name.toUpperCase(), indented: true },
    { label: 'Agama', value: findLabel(religions, member.religion) ?? '' },
    { label: 'Status Perkawinan', value: maritalStatuses[member.maritalStatus] ?? '' },
    { label: 'Pekerjaan', value: findLabel(occupations, member.occupation) ?? '' },
    { label: 'Kewarganegaraan', value: findLabel(citizenships, member.citizenship) ?? '' },
    { label: 'Berlaku Hingga', value: 'SEUMUR HIDUP' },
  ]
}

function drawLines(shown: readonly Line[], { ktp, text: face }: SpecimenStyle): string[] {
  const { labelX, colonX, valueX, fields, photo } = ktp
  const { size, bold } = fields
  const box = { width: photo.x - valueX - 24, height: size * leading * 2, capitalWidth: face.capitalWidth }
  const parts: string[] = []
  let y = fields.top
  for (const { label, value, indented, beside } of shown) {
    const fit = fitted(value, box, size)
    parts.push(text(labelX + (indented ? size : 0), y, label, { size }), text(colonX, y, ':', { size }))
    if (beside !== undefined) parts.push(text(photo.x - 24, y, beside, { size, anchor: 'end' }))
    for (const [index, line] of fit.lines.entries()) {
      if (index > 0) y += fit.size * leading
      parts.push(text(valueX, y, line, { size: fit.size, bold }))
    }
    y += fields.pitch
  }
  return parts
}

/** A silhouette where the card has a photo. */
function portrait({ x, y, width, height, fill }: KtpLayout['photo']): string {
  const middle = x + width / 2
  const head = width * 0.27
  const shoulders = y + height * 0.72
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>
    <path d="M${x + 16} ${y + height} C${x + 16} ${shoulders} ${middle - head} ${shoulders} ${middle} ${shoulders}
      C${middle + head} ${shoulders} ${x + width - 16} ${shoulders} ${x + width - 16} ${y + height} Z" fill="#5c6670"/>
    <ellipse cx="${middle}" cy="${y + height * 0.4}" rx="${head}" ry="${head * 1.3}" fill="#c8a285"/>
    <path d="M${middle - head * 1.05} ${y + height * 0.38} a${head * 1.05} ${head * 1.2} 0 0 1 ${head * 2.1} 0
      q${-head} ${-head * 0.7} ${-head * 2.1} 0 Z" fill="#2b2725"/>`
}

/** A flourish that is nobody's. */
const signature = (x: number, y: number): string =>
  `<path d="M${x} ${y} c20 -40 40 -40 30 0 s50 -50 45 -10 s30 -20 65 -12" stroke="#222222" stroke-width="3" fill="none"/>`
