import { execFile } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { isCompletePicture } from '../watched-folder/complete-file.ts'

/** A stack of more sheets is scanned in two goes. */
export const maxPages = 100

/** Named pipes in the place of the files that scanimage writes for a stack of sheets. */
export interface PagePipes {
  /** For `--batch`: `%d` stands for the page. */
  readonly pattern: string
  /** What is written as a page, once it ends as a PNG does; what there is of it where the signal is aborted. */
  read(page: number, signal: AbortSignal): Promise<Buffer>
  remove(): Promise<void>
}

/**
 * scanimage gives the pages of a feeder only as files, and a feeder cannot be read by one process for each page,
 * because closing the device ejects what lies in it. Nothing of a scan may be written to the disk: so each file
 * it opens (with `.part` behind the name, until it is whole) is a named pipe, which no byte stays in.
 */
export async function createPagePipes(): Promise<PagePipes> {
  const folder = await fs.promises.mkdtemp(path.join(os.tmpdir(), 'loket-pindai-'))
  const pipe = (page: number) => path.join(folder, `${page}.part`)
  // All of them beforehand: where there is no pipe yet, scanimage would make a file.
  await promisify(execFile)('mkfifo', [
    '-m',
    '600',
    ...Array.from({ length: maxPages }, (_, index) => pipe(index + 1)),
  ])
  return {
    pattern: path.join(folder, '%d'),
    async read(page, signal) {
      // For writing too: a pipe that has no writer yet looks as if it had come to its end.
      const handle = fs.openSync(pipe(page), fs.constants.O_RDWR | fs.constants.O_NONBLOCK)
      const socket = new net.Socket({ fd: handle, readable: true, writable: false, signal })
      const chunks: Buffer[] = []
      try {
        for await (const chunk of socket) {
          chunks.push(chunk)
          if (isCompletePicture(Buffer.concat([...chunks.slice(0, 1), ...chunks.slice(-2)]))) break
        }
      } catch (error) {
        if (!signal.aborted) throw error
      }
      return Buffer.concat(chunks)
    },
    remove: () => fs.promises.rm(folder, { recursive: true, force: true }),
  }
}
