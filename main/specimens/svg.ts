/** Fonts of resources/fonts by their use. */
export const fonts = { text: 'Plus Jakarta Sans', numbers: 'JetBrains Mono', nik: 'Share Tech Mono' } as const

export interface TextStyle {
  size: number
  font?: string
  bold?: boolean
  fill?: string
  anchor?: 'start' | 'middle' | 'end'
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

/** A line of text; `y` is its base line. */
export function text(x: number, y: number, content: string, style: TextStyle): string {
  const { size, font = fonts.text, bold = false, fill = '#111111', anchor = 'start' } = style
  const weight = bold ? 700 : 400
  return `<text x="${x}" y="${y}" font-family="${font}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(content)}</text>`
}

/** Average width of a capital of Plus Jakarta Sans, in parts of its size. */
const capitalWidth = 0.64
/** Distance of two base lines, in parts of the size. */
export const leading = 1.05

/** Breaks a text behind spaces and slashes and sets it smaller, as far as it takes to fit into a box of pixels. */
export function fitted(
  content: string,
  width: number,
  height: number,
  size: number,
): { lines: string[]; size: number } {
  for (let tried = size; ; tried -= 1) {
    const lines = wrapped(content, Math.floor(width / (tried * capitalWidth)))
    const longest = Math.max(...lines.map((line) => line.length))
    const fits = longest * tried * capitalWidth <= width && lines.length * tried * leading <= height
    if (fits || tried <= 8) return { lines, size: tried }
  }
}

function wrapped(content: string, characters: number): string[] {
  const lines: string[] = []
  for (const piece of content.match(/[^ /]+[ /]*/g) ?? [content]) {
    const last = lines.at(-1)
    if (last !== undefined && (last + piece.trimEnd()).length <= characters)
      lines[lines.length - 1] = last + piece
    else lines.push(piece)
  }
  return lines.map((line) => line.trimEnd())
}

/** SPESIMEN all over the page, in a colour pale enough to read on. Drawn first: nothing shines through it. */
export function watermark(width: number, height: number, size: number, fill: string): string {
  const [across, down] = [size * 6.4, size * 2.6]
  const diagonal = Math.hypot(width, height) / 2
  const marks: string[] = []
  for (let row = -Math.ceil(diagonal / down); row * down < diagonal; row++) {
    for (let column = -Math.ceil(diagonal / across); column * across < diagonal; column++) {
      const x = width / 2 + (column + (row % 2) / 2) * across
      marks.push(text(x, height / 2 + row * down, 'SPESIMEN', { size, bold: true, fill }))
    }
  }
  return `<g transform="rotate(-24 ${width / 2} ${height / 2})">${marks.join('')}</g>`
}

export const svg = (width: number, height: number, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#ffffff"/>${content}</svg>`
