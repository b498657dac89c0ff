import { z } from 'zod'
import { largestPacketFile } from '../../../../shared/contract/packet-calls.ts'
import { largestFileBytes } from '../../../../shared/contract/page-calls.ts'

/** What scanners and their software write; whether it can be read is found out when it is. */
const ours = /\.(jpe?g|jfif|png|webp|tiff?|pdf|bmp|heic|heif)$/i

const packets = /\.paket$/i

/** Half-written, hidden and lock files of scanners, browsers, Office and other systems. */
const passing = /^(\.|~)/

/** What a folder is watched for: pages to be taken in, or sealed packets of other offices. */
export const FolderFiles = z.enum(['pages', 'packets'])
export type FolderFiles = z.infer<typeof FolderFiles>

/** Whether a name in the watched folder is meant for us; Thumbs.db, x.jpg.part and ~$x.pdf are not. */
export const isOurs = (name: string, files: FolderFiles = 'pages'): boolean =>
  (files === 'packets' ? packets : ours).test(name) && !passing.test(name)

/** A larger file is refused before it is read. */
export const largestFile: Record<FolderFiles, number> = {
  pages: largestFileBytes,
  packets: largestPacketFile,
}
