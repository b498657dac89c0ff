import { FolderOpen } from 'lucide-react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Button } from '../ui/button.tsx'

/** Larger than any such file, so that a film chosen by mistake is not read into a text field. */
const largestFile = 200_000

/** Reads the file with the connection to the centre that Diskominfo hands to each office. */
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
