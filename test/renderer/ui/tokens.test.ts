import { describe, expect, test } from 'vitest'
import css from '../../../renderer/ui/tokens.css?raw'

type Theme = 'light' | 'dark' | 'contrast, light' | 'contrast, dark'
const themes: Theme[] = ['light', 'dark', 'contrast, light', 'contrast, dark']

/** Declarations of the block that begins with `selector`, by name. */
function block(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  if (start < 0) throw new Error(`tokens.css has no ${selector}`)
  const body = css.slice(start, css.indexOf('}', start))
  return new Map(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  )
}

const base = block(':root')
const contrast = block(':root[data-theme="contrast"]')

/** The colour of a token in a theme, as red, green, blue from 0 to 255. */
function colour(name: string, theme: Theme): [number, number, number] {
  const value = (theme.startsWith('contrast') ? contrast.get(name) : undefined) ?? base.get(name)
  const pair = /^light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)$/.exec(value ?? '')
  if (!pair) throw new Error(`${name} is no pair of opaque colours: ${value}`)
  const hex = (theme.endsWith('dark') ? pair[2] : pair[1]) ?? ''
  const channel = (start: number) => Number.parseInt(hex.slice(start, start + 2), 16)
  return [channel(0), channel(2), channel(4)]
}

/** Contrast ratio of two colours, WCAG 2.2. */
function ratio(one: [number, number, number], other: [number, number, number]): number {
  const luminance = (rgb: [number, number, number]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((channel) => {
      const share = channel / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['--desk', '--ground', '--surface', '--raised', '--hover', '--field', '--field-off']
const inks = [
  '--text',
  '--text-quiet',
  '--text-hint',
  '--accent-ink',
  '--periksa',
  '--salah',
  '--selesai',
  '--menunggu',
]

/** What is read on what. */
const texts: [string, string][] = [
  ...grounds.flatMap((ground) => inks.map((ink): [string, string] => [ink, ground])),
  ['--text', '--pressed'],
  ['--text-quiet', '--pressed'],
  ['--text', '--accent-soft'],
  ['--text-quiet', '--accent-soft'],
  ['--accent-ink', '--accent-soft'],
  ['--on-accent', '--accent'],
  ['--on-accent', '--accent-hover'],
  ['--on-accent', '--accent-pressed'],
  ['--on-danger', '--danger'],
  ['--on-danger', '--danger-hover'],
  ['--on-latihan', '--latihan'],
  ['--surface', '--text'],
  ...['siap', 'periksa', 'salah', 'selesai', 'menunggu'].map((state): [string, string] => [
    `--${state}`,
    `--${state}-soft`,
  ]),
]

/** Lines and icons that say something: edges of controls, focus, marks. */
const lines: [string, string][] = [
  ...['--ground', '--surface', '--raised', '--field', '--desk'].flatMap((ground): [string, string][] => [
    ['--line-strong', ground],
    ['--focus', ground],
    ['--accent', ground],
    ['--machine', ground],
  ]),
  ['--salah', '--field'],
  ['--accent', '--pressed'],
  ['--accent', '--accent-soft'],
]

/** The pairs that do not reach `least`, with what they reach. */
function tooFaint(pairs: [string, string][], least: number, theme: Theme): string[] {
  return pairs
    .map(([ink, ground]) => ({ ink, ground, reached: ratio(colour(ink, theme), colour(ground, theme)) }))
    .filter(({ reached }) => reached < least)
    .map(({ ink, ground, reached }) => `${ink} on ${ground}: ${reached.toFixed(2)}`)
}

describe.each(themes)('%s', (theme) => {
  test('text has a contrast of at least 4.5:1', () => {
    expect(tooFaint(texts, 4.5, theme)).toEqual([])
  })
  test('meaningful borders and icons have a contrast of at least 3:1', () => {
    expect(tooFaint(lines, 3, theme)).toEqual([])
  })
})

test('a pair with too little contrast is reported by name', () => {
  expect(tooFaint([['--line', '--surface']], 3, 'light')).toEqual(['--line on --surface: 1.34'])
})

test('black on white is 21:1, as WCAG says', () => {
  expect(ratio([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5)
})

test('high contrast is the same whether chosen by the person or the system', () => {
  expect(block('  :root:not([data-theme])')).toEqual(contrast)
})

test('high contrast redefines only tokens of the base', () => {
  expect([...contrast.keys()].filter((name) => !base.has(name))).toEqual([])
})

/** Every other style sheet of the screens: its path and text. */
const styleSheets = Object.entries(
  import.meta.glob<string>('../../../renderer/**/*.css', { query: '?raw', import: 'default', eager: true }),
).filter(([file]) => !file.endsWith('/tokens.css'))

test('style sheets are found', () => {
  expect(styleSheets.filter(([, text]) => text.includes('var(--')).length).toBeGreaterThan(20)
})

/** What `find` finds in each style sheet, with its path. */
function offences(sheets: [string, string][], find: (text: string) => string[]): string[] {
  return sheets.flatMap(([file, text]) => find(text).map((what) => `${file}: ${what}`))
}

test('no other style sheet names a colour', () => {
  const colours = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi
  expect(offences(styleSheets, (text) => text.match(colours) ?? [])).toEqual([])
})

test('no style sheet of a component names a size or a duration', () => {
  const sheets = styleSheets.filter(([file]) => file.includes('/renderer/ui/'))
  expect(offences(sheets, (text) => text.match(/(?<![\w-])\d*\.?\d+(?:px|rem|ms|s)\b/g) ?? [])).toEqual([])
})

test('style sheets use only tokens that exist', () => {
  const unknown = (text: string) => {
    const own = new Set([...text.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
    const used = [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name)
    // react-aria sets this one on a popover: the width of what opened it.
    return used.filter((name) => !base.has(name) && !own.has(name) && name !== '--trigger-width')
  }
  expect(offences(styleSheets, unknown)).toEqual([])
})
