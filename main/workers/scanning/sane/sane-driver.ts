import type { ScannerDevice } from '../../../../shared/scanning.ts'
import type { ScannerDriver, ScanWatch } from '../driver.ts'
import { gatherText, runProgram, startProgram } from '../program.ts'
import { isWholePicture } from '../watched-folder/file-end.ts'
import { saneProblem } from './faults.ts'
import { parseSaneOptions, type SaneOptions, saneCapabilities, saneParameters } from './options.ts'
import { makePagePipes, mostPages, type PagePipes } from './page-pipes.ts'

/** SANE by `scanimage`, which opens the device in a process of its own. */
export const saneDriver: ScannerDriver = {
  async list(signal) {
    const { output } = await runProgram('scanimage', ['-f', '%d\t%v\t%m%n'], signal)
    return { devices: output.split('\n').flatMap((line) => deviceOf(line) ?? []), problems: [] }
  },

  async capabilities(device, signal) {
    return saneCapabilities(await readOptions(device, signal))
  },

  async *scan(device, wish, watch) {
    const parameters = saneParameters(await readOptions(device, watch.signal), wish)
    const all = ['-d', device.address, '--format=png', '-p', ...parameters]
    if (wish.source === 'flatbed') yield scanSheet(all, watch)
    else yield* scanStack(all, watch)
  },
}

/** Devices that we speak to ourselves (eSCL), or that are no scanners (web cameras). */
const notOurs = /^(escl|airscan|v4l):/

function deviceOf(line: string): ScannerDevice | undefined {
  const [address, maker, model] = line.split('\t')
  if (!address || notOurs.test(address)) return undefined
  return { route: 'sane', address, name: `${maker} ${model}`.trim(), certificate: null }
}

async function readOptions(device: ScannerDevice, signal: AbortSignal): Promise<SaneOptions> {
  const { code, output, complaints } = await runProgram('scanimage', ['-d', device.address, '-A'], signal)
  if (code !== 0) throw saneProblem(code, complaints)
  return parseSaneOptions(output)
}

async function scanSheet(parameters: string[], watch: ScanWatch): Promise<Uint8Array> {
  const { child, ended, complaints } = startScanning(parameters, watch)
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const { code } = await ended
  watch.signal.throwIfAborted()
  const page = Buffer.concat(chunks)
  if (code !== 0 || !isWholePicture(page)) throw saneProblem(code, complaints())
  return page
}

async function* scanStack(parameters: string[], watch: ScanWatch): AsyncGenerator<Buffer> {
  const pipes = await makePagePipes()
  try {
    yield* scanPages(pipes, parameters, watch)
  } finally {
    await pipes.remove()
  }
}

async function* scanPages(pipes: PagePipes, parameters: string[], watch: ScanWatch): AsyncGenerator<Buffer> {
  const batch = [`--batch=${pipes.pattern}`, `--batch-count=${mostPages}`]
  const { child, ended, complaints } = startScanning([...parameters, ...batch], watch)
  child.stdout.resume()

  for (let number = 1; number <= mostPages; number += 1) {
    const page = await readPage(number)
    if (page === undefined) break
    yield page
  }
  const { code } = await ended
  watch.signal.throwIfAborted()
  // Where the pipe went first, scanimage ends with 0 whatever was wrong.
  if (code === 0 && !hasTrouble(complaints())) return
  const problem = saneProblem(code, complaints())
  // An empty feeder is how every stack ends.
  if (problem.code !== 'scanner-feeder-empty' || scannedPages(complaints()) === 0) throw problem

  /** The next page, or undefined where the scanner ended before it was whole. */
  async function readPage(number: number): Promise<Buffer | undefined> {
    const waiting = new AbortController()
    const reading = pipes.read(number, waiting.signal)
    const whatever = await Promise.race([reading, ended])
    // Ended, but what was scanned may still lie in the pipe.
    if (whatever !== undefined && 'code' in whatever && scannedPages(complaints()) < number) waiting.abort()
    const page = await reading
    return isWholePicture(page) ? page : undefined
  }
}

/** scanimage says "Scanned page 3. (scanner status = 5)" of each page that is whole. */
const scannedPages = (complaints: string): number =>
  [...complaints.matchAll(/^Scanned page \d+\. \(scanner status = [05]\)$/gm)].length

/** How long scanimage may take to end once it has said what is wrong: some backends never do (seen with `test`). */
const endMilliseconds = 1_500

const hasTrouble = (complaints: string): boolean => /^scanimage: sane_(start|read): /m.test(complaints)

/** Starts scanimage; `complaints` gives what it has said so far. */
function startScanning(parameters: string[], { signal, onProgress }: ScanWatch) {
  const program = startProgram('scanimage', parameters, signal)
  const gathered = gatherText(program.child.stderr)
  const complaints = () => gathered().replaceAll('\r', '\n')
  let force: NodeJS.Timeout | undefined
  program.child.stderr.on('data', (chunk: string) => {
    const percent = [...chunk.matchAll(/Progress: ([\d.]+)%/g)].at(-1)?.[1]
    onProgress(percent === undefined ? null : Math.min(1, Number(percent) / 100))
    if (hasTrouble(complaints())) {
      force ??= setTimeout(() => program.child.kill('SIGKILL'), endMilliseconds)
    }
  })
  program.child.once('close', () => clearTimeout(force))
  return { ...program, complaints }
}
