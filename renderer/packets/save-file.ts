/** Downloads a file: into the browser's downloads, or by the save dialog of the desktop. */
export function saveFile({ name, bytes }: { name: string; bytes: Uint8Array }): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // By then the download holds its own reference to the blob.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
