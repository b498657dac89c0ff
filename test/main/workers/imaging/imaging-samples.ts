import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import type { QualityThresholds } from '../../../../shared/page-quality.ts'

/** Foreign files made for the tests: real bytes of every format, and the bad ones a counter meets. */

const never = { refusal: -1e9, warning: -1e9 }
const always = { refusal: 1e9, warning: 1e9 }

/** Thresholds that let every picture pass, for what is not about its quality. */
export const everything: QualityThresholds = {
  sharpness: never,
  brightness: never,
  brightest: always,
  contrast: never,
  glare: always,
  dotsPerInch: never,
  cut: always,
  ink: -1e9,
}

export const corners = ['#ff0000', '#00ff00', '#0000ff', '#ffff00'] as const

/**
 * An upright page whose corners are red, green, blue and yellow, from the top left clockwise to bottom left.
 */
export async function cornerPage(width = 640, height = 480): Promise<Buffer> {
  const half = { width: width / 2, height: height / 2 }
  const tile = (background: string, left: number, top: number) => ({
    input: { create: { ...half, channels: 3 as const, background } },
    left,
    top,
  })
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite([
      tile(corners[0], 0, 0),
      tile(corners[1], half.width, 0),
      tile(corners[2], half.width, half.height),
      tile(corners[3], 0, half.height),
    ])
    .png()
    .toBuffer()
}

/**
 * The colours found in the middle of the four quarters, in the order of `corners`, as `#rrggbb` with 2
 * levels.
 */
export async function cornersOf(image: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(image).raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const start = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * info.channels
    const channels = [...data.subarray(start, start + 3)]
    return `#${channels.map((value) => (value > 127 ? 'ff' : '00')).join('')}`
  }
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.75, 0.75), at(0.25, 0.75)]
}

/** How a camera stores an upright picture under each EXIF orientation: turned clockwise, then mirrored. */
const storedAs: Record<number, { degrees: number; mirrored: boolean }> = {
  1: { degrees: 0, mirrored: false },
  2: { degrees: 0, mirrored: true },
  3: { degrees: 180, mirrored: false },
  4: { degrees: 180, mirrored: true },
  5: { degrees: 90, mirrored: true },
  6: { degrees: 270, mirrored: false },
  7: { degrees: 270, mirrored: true },
  8: { degrees: 90, mirrored: false },
}

/** The corner page as a camera would store it under an EXIF orientation. */
export async function orientedPage(
  orientation: number,
  format: 'jpeg' | 'png' | 'tiff' | 'webp',
): Promise<Buffer> {
  const { degrees, mirrored } = storedAs[orientation] ?? { degrees: 0, mirrored: false }
  const turned = await sharp(await cornerPage())
    .rotate(degrees)
    .png()
    .toBuffer()
  return sharp(turned).flop(mirrored).withMetadata({ orientation }).toFormat(format).toBuffer()
}

/** A page full of noise, so that its bytes are many and every part of the file matters. */
export function noisyPage(width = 800, height = 600): Sharp {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#ffffff',
      noise: { type: 'gaussian', mean: 150, sigma: 40 },
    },
  })
}

/**
 * A valid PNG of any size in two colours: 30,000 x 30,000 pixels take 110 kB as a file, 900 million decoded.
 */
export function twoColourPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  const checksum = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** A PDF with one upright A4 page for each JPEG, as scanners' own software writes it. */
export async function pdfOfPages(jpegs: readonly Buffer[]): Promise<Buffer> {
  const content = 'q 595 0 0 842 0 0 cm /Scan Do Q'
  const objects = await Promise.all(
    jpegs.map(async (jpeg, index) => {
      const [contents, image] = [4 + 3 * index, 5 + 3 * index]
      const { width, height, channels } = await sharp(jpeg).metadata()
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${contents} 0 R
        /Resources << /XObject << /Scan ${image} 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
        imageObject(jpeg, width, height, channels === 1 ? 'DeviceGray' : 'DeviceRGB'),
      ]
    }),
  )
  const kids = jpegs.map((_, index) => `${3 + 3 * index} 0 R`).join(' ')
  return pdfOfObjects([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${jpegs.length} >>`,
    ...objects.flat(),
  ])
}

/** A PDF of `pages` pages, each showing the same JPEG; sizes in points (1/72 inch). */
export function pdfOf(jpeg: Buffer, { pages = 1, width = 595, height = 842, trailer = '' } = {}): Buffer {
  const content = `q ${width} 0 0 ${height} 0 0 cm /Scan Do Q`
  const kids = Array.from({ length: pages }, (_, index) => `${5 + index} 0 R`).join(' ')
  const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R
    /Resources << /XObject << /Scan 3 0 R >> >> >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    imageObject(jpeg, 640, 480, 'DeviceRGB'),
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...Array.from({ length: pages }, () => page),
  ]
  return pdfOfObjects(objects, trailer)
}

function imageObject(jpeg: Buffer, width: number, height: number, colours: 'DeviceRGB' | 'DeviceGray') {
  const head = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /${colours}
    /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`
  return Buffer.concat([Buffer.from(head), jpeg, Buffer.from('\nendstream')])
}

function pdfOfObjects(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  let file = Buffer.from('%PDF-1.7\n')
  const offsets: string[] = []
  for (const [index, object] of objects.entries()) {
    offsets.push(`${String(file.length).padStart(10, '0')} 00000 n \n`)
    file = Buffer.concat([
      file,
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ])
  }
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer
<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.concat([file, Buffer.from(end)])
}

/**
 * Makes a PDF ask for a password: an encryption dictionary (PDF 1.7, 7.6) that the empty one does not open.
 */
export const passwordTrailer = `/ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]
  /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`
