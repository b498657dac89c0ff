import { z } from 'zod'
import { largestPacketFile } from '../../../../shared/contract/packet-calls.ts'
import { largestFileBytes } from '../../../../shared/contract/page-calls.ts'

/** File types that scanners and their software write. */
const pagePattern = /\.(jpe?g|jfif|png|webp|tiff?|pdf|bmp|heic|heif)$/i

const packetPattern = /\.paket$/i

/** Temporary, hidden and lock files of scanners, browsers, Office and other systems. */
const temporaryPattern = /^(\.|~)/

/** What a folder is watched for: pages to import, or sealed packets of other offices. */
export const FolderPurpose = z.enum(['pages', 'packets'])
export type FolderPurpose = z.infer<typeof FolderPurpose>

/** Whether a file of this name is imported; Thumbs.db, x.jpg.part and ~$x.pdf are not. */
export const acceptsFile = (name: string, purpose: FolderPurpose = 'pages'): boolean =>
  (purpose === 'packets' ? packetPattern : pagePattern).test(name) && !temporaryPattern.test(name)

/** A larger file is refused before it is read. */
export const maxFileBytes: Record<FolderPurpose, number> = {
  pages: largestFileBytes,
  packets: largestPacketFile,
}
