/**
 * What the pictures and papers begin with that this project takes in and makes. Six bytes at least: a database of
 * a few megabytes, which is noise to whoever has no key, holds any three bytes by chance once in ten times.
 */
export const pictureMarks: readonly Buffer[] = [
  Buffer.from('\xff\xd8\xff\xdb\0C', 'latin1'),
  Buffer.from('\xff\xe0\0\x10JFIF', 'latin1'),
  Buffer.from('WEBPVP8'),
  Buffer.from('%PDF-1.7'),
]
