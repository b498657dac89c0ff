import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8')

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
  const channel = (place: number) => Number.parseInt(hex.slice(place, place + 2), 16)
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

describe.each(themes)('%s', (theme) => {
  test.each(texts)('%s is read on %s at 4.5:1', (ink, ground) => {
    expect(ratio(colour(ink, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(lines)('%s is seen on %s at 3:1', (line, ground) => {
    expect(ratio(colour(line, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
  })
})

test('black on white is 21:1, as WCAG says', () => {
  expect(ratio([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5)
})

test('high contrast is the same whether the person or the system chose it', () => {
  expect(block('  :root:not([data-theme])')).toEqual(contrast)
})

test('high contrast knows every token of its own from the base', () => {
  expect([...contrast.keys()].filter((name) => !base.has(name))).toEqual([])
})

const styleSheets = globSync('renderer/**/*.css').filter((file) => !file.endsWith('tokens.css'))

test('there are style sheets to look at', () => {
  expect(styleSheets.length).toBeGreaterThan(20)
})

test.each(styleSheets)('%s takes its colours from the tokens', (file) => {
  expect(readFileSync(file, 'utf8').match(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(/gi)).toBeNull()
})

test.each(styleSheets.filter((file) => file.startsWith('renderer/ui/')))(
  '%s takes its sizes and durations from the tokens',
  (file) => {
    expect(readFileSync(file, 'utf8').match(/(?<![\w-])\d*\.?\d+(px|rem|ms|s)\b/g)).toBeNull()
  },
)

test.each(styleSheets)('%s names only tokens that exist', (file) => {
  const text = readFileSync(file, 'utf8')
  const own = new Set([...text.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
  const used = [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name)
  // react-aria sets this one on a popover: the width of what opened it.
  const known = (name: string) => base.has(name) || own.has(name) || name === '--trigger-width'
  expect(used.filter((name) => !known(name))).toEqual([])
})
