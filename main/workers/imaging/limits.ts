/** What a page may be. Chosen for a counter PC with 4 GB of memory and for identity papers up to A3. */
export const limits = {
  /** Bytes of one file; an A4 colour scan at 600 dpi without compression is 100 MB, as JPEG 5 MB. */
  fileMegabytes: 40,
  /** Pixels of one page, read from the header before anything is decoded: A3 at 600 dpi is 70 million. */
  pixels: 100_000_000,
  /** Shorter side in pixels: a KTP scanned at 150 dpi has 319, and below that its digits cannot be read. */
  minSide: 300,
  /** Pages of one PDF or TIFF. */
  pages: 20,
  /** Resident memory of the decoding process, in bytes; the largest permitted page needs 0.5 GB. */
  memory: 768 * 1024 * 1024,
} as const
