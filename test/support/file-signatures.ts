/**
 * File signatures (magic numbers) of the picture and document formats that this project reads and writes. At
 * least six bytes: encrypted data of a few megabytes contains any three bytes by chance in one of ten files.
 */
export const fileSignatures: readonly Buffer[] = [
  Buffer.from('\xff\xd8\xff\xdb\0C', 'latin1'),
  Buffer.from('\xff\xe0\0\x10JFIF', 'latin1'),
  Buffer.from('WEBPVP8'),
  Buffer.from('%PDF-1.7'),
]
