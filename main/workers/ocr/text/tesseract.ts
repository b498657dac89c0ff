import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { resourceFile } from '../../../store/resources.ts'
import type { GrayImage } from '../../pixels/gray-image.ts'
import type { Language, LineOptions, Word } from './engine.ts'

/** Recognises one line, in this thread. */
export type ReadLine = (line: GrayImage, options: LineOptions) => Word[]

/** The part of tesseract.js-core that is used; it comes without types. */
interface TesseractCore {
  FS: { writeFile(path: string, bytes: Uint8Array | string): void }
  TessBaseAPI: new () => TesseractInterface
}
interface TesseractInterface {
  Init(folder: null, language: string, engine: number, settings: string): number
  SetVariable(name: string, value: string): boolean
  SetPageSegMode(mode: number): void
  SetImageFile(angle: number, upscale: number): number
  Recognize(monitor: null): number
  GetTSVText(page: number): string
}
type LoadCore = (options: {
  wasmBinary: Uint8Array
  print: (line: string) => void
  printErr: (line: string) => void
}) => Promise<TesseractCore>

const LoadCore = z.custom<LoadCore>((value) => typeof value === 'function')

/** Not called `require`: the bundler reserves that name. */
const requireHere = createRequire(import.meta.url)

/** No dictionaries: they hold neither names nor streets, and distort what they do not know. */
const settings = ['system', 'freq', 'punc', 'number', 'unambig', 'bigram']
  .map((list) => `load_${list}_dawg 0\n`)
  .join('')

const neuralNetworkOnly = 1
const singleLine = 7

/**
 * Loads tesseract with its Indonesian network (tessdata_fast, half the time of the larger ones and better at
 * the spaces of our cards) and its English one (tessdata_best, in whole numbers; for second readings, a third
 * slower), driven directly: one line at a time, without a file or a network. About 80 MB of memory and 0.2 s.
 */
export async function loadTesseract(): Promise<ReadLine> {
  // Built for 128-bit SIMD, which every processor since 2013 has, and for the neural network only.
  const load = LoadCore.parse(requireHere('tesseract.js-core/tesseract-core-simd-lstm'))
  const core = await load({
    wasmBinary: await readFile(requireHere.resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm')),
    print: silent,
    printErr: silent,
  })
  // These files lie in the memory of the WebAssembly module; there is no other file system in it.
  core.FS.writeFile('/settings', settings)
  const readers = { ind: await startReader(core, 'ind'), eng: await startReader(core, 'eng') }
  return (line, { language = 'ind', letters = '' }) => {
    const tesseract = readers[language]
    tesseract.SetVariable('tessedit_char_whitelist', letters)
    core.FS.writeFile('/input', encodePgm(line))
    if (tesseract.SetImageFile(0, 0) !== 0) return []
    tesseract.Recognize(null)
    return parseWords(tesseract.GetTSVText(0))
  }
}

async function startReader(core: TesseractCore, language: Language): Promise<TesseractInterface> {
  const file = `${language}.traineddata`
  core.FS.writeFile(`/${file}`, await readFile(resourceFile(`reading/${file}`)))
  const tesseract = new core.TessBaseAPI()
  if (tesseract.Init(null, language, neuralNetworkOnly, '/settings') !== 0)
    throw new Error('tesseract did not start')
  // Print is dark: a line with low confidence is not read again as light on dark.
  tesseract.SetVariable('invert_threshold', '0')
  tesseract.SetPageSegMode(singleLine)
  return tesseract
}

/** Tesseract's messages could contain personal data of a line. */
const silent = (): void => undefined

/** Portable graymap (PGM). */
function encodePgm({ data, width, height }: GrayImage): Uint8Array {
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const file = new Uint8Array(header.length + data.length)
  file.set(header)
  file.set(data, header.length)
  return file
}

/**
 * Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
 */
function parseWords(table: string): Word[] {
  const words: Word[] = []
  for (const line of table.split('\n')) {
    const [level, , , , , , left, , width, , confidence, text] = line.split('\t')
    if (level !== '5' || text === undefined || text.trim() === '') continue
    words.push({
      text: text.trim(),
      confidence: Math.max(0, Number(confidence)) / 100,
      left: Number(left),
      right: Number(left) + Number(width),
    })
  }
  return words
}
