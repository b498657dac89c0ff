import { expect, test } from 'vitest'
import { isOurs } from '../../../../../main/workers/scanning/watched-folder/our-files.ts'

test.each(['scan.jpg', 'SCAN0001.JPEG', 'kk.pdf', 'a.b.tif', 'foto.HEIC', 'a.png', 'x.webp'])(
  '%s is ours',
  (name) => expect(isOurs(name)).toBe(true),
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
])('%s is not', (name) => expect(isOurs(name)).toBe(false))
