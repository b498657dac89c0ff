export interface TextStyle {
  size: number
  /** A font family; that of the page unless given. */
  font?: string
  bold?: boolean
  fill?: string
  anchor?: 'start' | 'middle' | 'end'
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)

/** A line of text; `y` is its base line. */
export function text(x: number, y: number, content: string, style: TextStyle): string {
  const { size, font, bold = false, fill = '#111111', anchor = 'start' } = style
  const family = font === undefined ? '' : ` font-family="${font}"`
  const weight = bold ? 700 : 400
  return `<text x="${x}" y="${y}"${family} font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(content)}</text>`
}

/** Distance of two base lines, in parts of the size. */
export const leading = 1.05

/** A box of pixels to be filled by text whose capitals have this width on average, in parts of its size. */
export interface TextBox {
  width: number
  height: number
  capitalWidth: number
}

/** Breaks a text behind spaces and slashes and sets it smaller, as far as it takes to fit into a box. */
export function fitted(content: string, box: TextBox, size: number): { lines: string[]; size: number } {
  for (let tried = size; ; tried -= 1) {
    const width = tried * box.capitalWidth
    const lines = wrapped(content, Math.floor(box.width / width))
    const longest = Math.max(...lines.map((line) => line.length))
    const fits = longest * width <= box.width && lines.length * tried * leading <= box.height
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

/** Pale waves from side to side, as the ground of a printed card has them; not those of any real card. */
export function waves(width: number, height: number, stroke: string): string {
  const paths = Array.from({ length: 18 }, (_, index) => {
    const middle = ((index + 0.5) * height) / 18
    const swing = 14 + 9 * (index % 3)
    return `<path d="M0 ${middle} Q${width / 8} ${middle - swing} ${width / 4} ${middle} T${width / 2} ${middle} T${(width * 3) / 4} ${middle} T${width} ${middle}"/>`
  })
  return `<g stroke="${stroke}" stroke-width="1.4" fill="none">${paths.join('')}</g>`
}

/** A page on white; `family` is the face of all text that names none. */
export const svg = (width: number, height: number, family: string, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${family}"><rect width="100%" height="100%" fill="#ffffff"/>${content}</svg>`
