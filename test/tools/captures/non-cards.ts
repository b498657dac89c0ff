import type { Random } from '../../../main/specimens/random.ts'
import type { RenderedPage } from '../../../main/workers/specimens/render-svg.ts'
import { renderSvg } from '../../../main/workers/specimens/render-svg.ts'
import { svg, text } from '../../../main/workers/specimens/svg.ts'
import { createPicture, drawPage } from './compose.ts'
import { type CaptureSet, pickFaces } from './faces.ts'
import { flatQuad } from './quad.ts'
import { between } from './random-values.ts'
import { scannerExposure, scannerFile } from './scans.ts'
import type { Shot } from './shot.ts'
import { addSpecks, makeDesk } from './surfaces.ts'

/** Pages that are neither a KTP nor a KK, and one with nothing on it. */
export type NonCard = 'letter' | 'foreign' | 'screenshot' | 'scene' | 'other-card' | 'blank'

const letter = [
  'PEMERINTAH KOTA BOGOR',
  'KECAMATAN BOGOR TENGAH',
  'SURAT KETERANGAN TIDAK MAMPU',
  'Nomor : 460 / 117 / Kesos',
  '',
  'Yang bertanda tangan di bawah ini menerangkan bahwa :',
  'Nama : SLAMET HIDAYAT',
  'Tempat/Tgl Lahir : BOGOR, 04-07-1971',
  'Pekerjaan : BURUH HARIAN LEPAS',
  'Alamat : GG. MESJID NO. 14',
  '',
  'adalah benar warga kami yang tergolong keluarga kurang mampu.',
  'Surat keterangan ini dibuat untuk melengkapi persyaratan',
  'permohonan bantuan iuran jaminan kesehatan.',
  '',
  'Demikian agar dipergunakan sebagaimana mestinya.',
]
const foreign = [
  'TERMS OF CARRIAGE',
  '',
  'Passengers must present this notice together with a valid ticket.',
  'Luggage above the permitted weight is charged at the desk.',
  'The carrier accepts no liability for delays caused by weather.',
  '',
  'Hinweise zur Beförderung',
  'Bitte bewahren Sie diesen Beleg bis zum Ende der Reise auf.',
  'Handgepäck ist während der Fahrt unter dem Sitz zu verstauen.',
]
const chat = [
  '09.41          Pak RT 03',
  'Assalamualaikum Bu, besok jadi ke kelurahan?',
  'Jadi Pak, jam 8 pagi',
  'Jangan lupa bawa KK sama KTP asli ya Bu',
  'Siap Pak, terima kasih',
  'Sama sama',
]
const bankCard = ['BANK CONTOH', '', '6013 0187 2200 4417', 'BERLAKU 07/29', 'SITI RAHAYU', 'DEBIT']

export async function drawNonCard(random: Random, set: CaptureSet, kind: NonCard): Promise<Shot> {
  switch (kind) {
    case 'letter':
      return onSheet(random, await lines(random, set, letter))
    case 'foreign':
      return onSheet(random, await lines(random, set, foreign))
    case 'screenshot':
      return screenshot(random, set)
    case 'scene':
      return scene(random)
    case 'other-card':
      return onDesk(random, await card(random, set))
    case 'blank':
      return onSheet(random, null)
  }
}

async function lines(random: Random, set: CaptureSet, content: readonly string[]): Promise<RenderedPage> {
  const { text: face } = pickFaces(random, set)
  const drawn = content.map((line, index) =>
    text(index < 4 ? 827 : 190, 220 + index * 62, line, {
      size: index < 3 ? 40 : 32,
      bold: index < 3,
      anchor: index < 4 ? 'middle' : 'start',
    }),
  )
  return renderSvg(svg(1654, 2339, face.family, drawn.join('')), face.files, 1)
}

async function card(random: Random, set: CaptureSet): Promise<RenderedPage> {
  const { text: face } = pickFaces(random, set)
  const drawn = bankCard.map((line, index) =>
    text(70, 110 + index * 88, line, { size: index === 2 ? 62 : 38, fill: '#ffffff' }),
  )
  const ground = `<rect width="1011" height="638" fill="${random.pick(['#1b4f8a', '#7a1f2b', '#20603d'])}"/>`
  return renderSvg(svg(1011, 638, face.family, ground + drawn.join('')), face.files, 1)
}

/**
 * On the glass at 200 dpi; without a page it is a blank sheet with dust, as the back of a page in a feeder.
 */
function onSheet(random: Random, page: RenderedPage | null): Shot {
  const picture = createPicture(1654, 2339, [251, 251, 250])
  const quad = flatQuad({ x: 827, y: 1170 }, 1640, 2320, between(random, -1.2, 1.2))
  if (page) drawPage(picture, page, quad)
  addSpecks(random, picture, random.integer(0, 14), 2, 150)
  return {
    picture,
    pages: [{ truth: { document: 'other' }, quad, numberAt: { x: 0.5, y: 0.5 } }],
    exposure: scannerExposure(random, 200),
    encoding: scannerFile(random, 200),
  }
}

async function onDesk(random: Random, page: RenderedPage): Promise<Shot> {
  const picture = await makeDesk(random, 1600, 1200)
  const quad = flatQuad({ x: 800, y: 600 }, 1120, 707, between(random, -6, 6))
  drawPage(picture, page, quad, 30)
  return {
    picture,
    pages: [{ truth: { document: 'other' }, quad, numberAt: { x: 0.5, y: 0.5 } }],
    exposure: { ...scannerExposure(random, 300), blur: 0.8, gray: false },
    encoding: { quality: random.integer(62, 76), density: null, orientation: 1 },
  }
}

/** A chat of a phone, as it is sent instead of a document. */
async function screenshot(random: Random, set: CaptureSet): Promise<Shot> {
  const { text: face } = pickFaces(random, set)
  const bubbles = chat.map((line, index) => {
    const [x, y] = [index % 2 === 0 ? 40 : 260, 140 + index * 190]
    return `<rect x="${x}" y="${y}" width="780" height="130" rx="26" fill="${index % 2 ? '#d9fdd3' : '#ffffff'}"/>
      ${text(x + 30, y + 76, line, { size: 32 })}`
  })
  const ground = '<rect width="1080" height="2400" fill="#efeae2"/>'
  const page = await renderSvg(svg(1080, 2400, face.family, ground + bubbles.join('')), face.files, 1)
  const picture = createPicture(1080, 2400, [239, 234, 226])
  const quad = flatQuad({ x: 540, y: 1200 }, 1080, 2400, 0)
  drawPage(picture, page, quad)
  const { cast, glares, light, motion } = scannerExposure(random, 300)
  return {
    picture,
    pages: [{ truth: { document: 'other' }, quad, numberAt: { x: 0.5, y: 0.5 } }],
    exposure: { cast, glares, light, motion, blur: 0, black: 0, white: 255, grain: 0, gray: false },
    encoding: { quality: 80, density: null, orientation: 1 },
  }
}

/** A photo of the applicant's house: sky, wall, roof, window, door. */
async function scene(random: Random): Promise<Shot> {
  const picture = await makeDesk(random, 1600, 1200)
  const house = await renderSvg(
    svg(
      1600,
      1200,
      'sans-serif',
      `<rect width="1600" height="560" fill="#9cc3e0"/><rect y="560" width="1600" height="640" fill="#6f8a4f"/>
      <path d="M${random.integer(180, 300)} 470 L800 ${random.integer(120, 220)} L1380 470 Z" fill="#9a4a34"/>
      <rect x="320" y="470" width="960" height="520" fill="${random.pick(['#d8cfb4', '#b7c7c0', '#e2d4c8'])}"/>
      <rect x="${random.integer(400, 520)}" y="580" width="200" height="180" fill="#3c4a58"/>
      <rect x="860" y="640" width="190" height="350" fill="#5d3d28"/>
      <circle cx="${random.integer(1300, 1500)}" cy="600" r="170" fill="#3f6b36"/>`,
    ),
    [],
    1,
  )
  const quad = flatQuad({ x: 800, y: 600 }, 1600, 1200, 0)
  drawPage(picture, house, quad)
  return {
    picture,
    pages: [{ truth: { document: 'other' }, quad, numberAt: { x: 0.5, y: 0.5 } }],
    exposure: { ...scannerExposure(random, 300), blur: 1, grain: 4, gray: false },
    encoding: { quality: 80, density: null, orientation: 1 },
  }
}
