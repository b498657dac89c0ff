import { FolderOpen } from 'lucide-react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Button } from '../ui/button.tsx'

/** Bytes; larger than any such file, so that a video chosen by mistake is not read. */
const largestFile = 200_000

/** Reads the connection file that Diskominfo gives to each office. */
export function CentreFileButton({ onText }: { onText: (text: string) => void }) {
  const read = (files: FileList | null) => {
    const [file] = files ?? []
    if (file) void file.slice(0, largestFile).text().then(onText)
  }
  return (
    <FileTrigger acceptedFileTypes={['.json', '.txt', 'application/json']} onSelect={read}>
      <Button icon={FolderOpen}>Pilih berkas sambungan</Button>
    </FileTrigger>
  )
}
