/** Hands a file over to be saved: the browser's downloads, or the desktop's own dialog. */
export function saveFile({ name, bytes }: { name: string; bytes: Uint8Array }): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has its own hold on it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
