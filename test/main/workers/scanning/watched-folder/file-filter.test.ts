import { expect, test } from 'vitest'
import { acceptsFile } from '../../../../../main/workers/scanning/watched-folder/file-filter.ts'

test.each(['scan.jpg', 'SCAN0001.JPEG', 'kk.pdf', 'a.b.tif', 'foto.HEIC', 'a.png', 'x.webp'])(
  '%s is ours',
  (name) => expect(acceptsFile(name)).toBe(true),
)

test.each([
  'Thumbs.db',
  'desktop.ini',
  'scan.jpg.part',
  'scan.pdf.tmp',
  'scan.jpg.crdownload',
  '~$surat.pdf',
  '._scan.jpg',
  '.scan.jpg',
  'surat.docx',
  'jpg',
])('%s is not', (name) => expect(acceptsFile(name)).toBe(false))
