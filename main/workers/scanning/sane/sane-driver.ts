import type { ScannerDevice } from '../../../../shared/scanning.ts'
import type { ScanControl, ScannerDriver } from '../driver.ts'
import { collectText, runProgram, startProgram } from '../program.ts'
import { isCompletePicture } from '../watched-folder/complete-file.ts'
import { saneProblem } from './faults.ts'
import { parseSaneOptions, type SaneOptions, saneCapabilities, saneParameters } from './options.ts'
import { createPagePipes, maxPages, type PagePipes } from './page-pipes.ts'

/** SANE by `scanimage`, which opens the device in a process of its own. */
export const saneDriver: ScannerDriver = {
  async list(signal) {
    const { output } = await runProgram('scanimage', ['-f', '%d\t%v\t%m%n'], signal)
    return { devices: output.split('\n').flatMap((line) => parseDevice(line) ?? []), problems: [] }
  },

  async capabilities(device, signal) {
    return saneCapabilities(await readOptions(device, signal))
  },

  async *scan(device, request, control) {
    const parameters = saneParameters(await readOptions(device, control.signal), request)
    const all = ['-d', device.address, '--format=png', '-p', ...parameters]
    if (request.source === 'flatbed') yield scanSheet(all, control)
    else yield* scanStack(all, control)
  },
}

/** Devices that we speak to ourselves (eSCL), or that are no scanners (web cameras). */
const excludedBackends = /^(escl|airscan|v4l):/

function parseDevice(line: string): ScannerDevice | undefined {
  const [address, maker, model] = line.split('\t')
  if (!address || excludedBackends.test(address)) return undefined
  return { route: 'sane', address, name: `${maker} ${model}`.trim(), certificate: null }
}

async function readOptions(device: ScannerDevice, signal: AbortSignal): Promise<SaneOptions> {
  const { code, output, errorOutput } = await runProgram('scanimage', ['-d', device.address, '-A'], signal)
  if (code !== 0) throw saneProblem(code, errorOutput)
  return parseSaneOptions(output)
}

async function scanSheet(parameters: string[], control: ScanControl): Promise<Uint8Array> {
  const { child, ended, errorOutput } = startScanning(parameters, control)
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const { code } = await ended
  control.signal.throwIfAborted()
  const page = Buffer.concat(chunks)
  if (code !== 0 || !isCompletePicture(page)) throw saneProblem(code, errorOutput())
  return page
}

async function* scanStack(parameters: string[], control: ScanControl): AsyncGenerator<Buffer> {
  const pipes = await createPagePipes()
  try {
    yield* scanPages(pipes, parameters, control)
  } finally {
    await pipes.remove()
  }
}

async function* scanPages(
  pipes: PagePipes,
  parameters: string[],
  control: ScanControl,
): AsyncGenerator<Buffer> {
  const batch = [`--batch=${pipes.pattern}`, `--batch-count=${maxPages}`]
  const { child, ended, errorOutput } = startScanning([...parameters, ...batch], control)
  child.stdout.resume()

  for (let number = 1; number <= maxPages; number += 1) {
    const page = await readPage(number)
    if (page === undefined) break
    yield page
  }
  const { code } = await ended
  control.signal.throwIfAborted()
  // Where the pipe went first, scanimage ends with 0 whatever was wrong.
  if (code === 0 && !hasFailed(errorOutput())) return
  const problem = saneProblem(code, errorOutput())
  // An empty feeder is how every stack ends.
  if (problem.code !== 'scanner-feeder-empty' || scannedPages(errorOutput()) === 0) throw problem

  /** The next page, or undefined where the scanner ended before it was whole. */
  async function readPage(number: number): Promise<Buffer | undefined> {
    const waiting = new AbortController()
    const reading = pipes.read(number, waiting.signal)
    const first = await Promise.race([reading, ended])
    // Ended, but what was scanned may still lie in the pipe.
    if (first !== undefined && 'code' in first && scannedPages(errorOutput()) < number) waiting.abort()
    const page = await reading
    return isCompletePicture(page) ? page : undefined
  }
}

/** scanimage says "Scanned page 3. (scanner status = 5)" of each page that is whole. */
const scannedPages = (errorOutput: string): number =>
  [...errorOutput.matchAll(/^Scanned page \d+\. \(scanner status = [05]\)$/gm)].length

/** How long scanimage may take to end once it has said what is wrong: some backends never do (seen with `test`). */
const endMilliseconds = 1_500

const hasFailed = (errorOutput: string): boolean => /^scanimage: sane_(start|read): /m.test(errorOutput)

/** Starts scanimage; `complaints` gives what it has said so far. */
function startScanning(parameters: string[], { signal, onProgress }: ScanControl) {
  const program = startProgram('scanimage', parameters, signal)
  const readErrorOutput = collectText(program.child.stderr)
  const errorOutput = () => readErrorOutput().replaceAll('\r', '\n')
  let killTimer: NodeJS.Timeout | undefined
  program.child.stderr.on('data', (chunk: string) => {
    const percent = [...chunk.matchAll(/Progress: ([\d.]+)%/g)].at(-1)?.[1]
    onProgress(percent === undefined ? null : Math.min(1, Number(percent) / 100))
    if (hasFailed(errorOutput())) {
      killTimer ??= setTimeout(() => program.child.kill('SIGKILL'), endMilliseconds)
    }
  })
  program.child.once('close', () => clearTimeout(killTimer))
  return { ...program, errorOutput }
}
