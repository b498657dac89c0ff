import { FileKey2, FolderOpen } from 'lucide-react'
import { useId } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { readActivationHead } from '../../shared/activation.ts'
import { useFileDrop } from '../lib/use-file-drop.ts'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { FindingRow } from '../ui/finding-row.tsx'
import styles from './activation-file-field.module.css'

/** Bytes; larger than any such file, so that a video chosen by mistake is not read. */
const largestFile = 200_000

export type ActivationFileFieldProps = {
  fileName: string
  file: string
  onChoose: (chosen: { fileName: string; file: string }) => void
  /** Validation error: none chosen when the form was submitted. */
  problem?: string | undefined
  autoFocus?: boolean | undefined
}

/** Activation file by button or drop; shows the office that it names. */
export function ActivationFileField(props: ActivationFileFieldProps) {
  const { fileName, file, onChoose, problem, autoFocus } = props
  const textId = useId()
  const readFile = async (chosen: File | undefined) => {
    if (chosen) onChoose({ fileName: chosen.name, file: await chosen.slice(0, largestFile).text() })
  }
  const { isOver, handlers } = useFileDrop(true, ([dropped]) => void readFile(dropped))
  const head = readActivationHead(file)
  const wrong = fileName !== '' && !head ? notActivation : problem
  return (
    <fieldset className={classes(styles.zone, isOver && styles.over)} aria-labelledby={textId} {...handlers}>
      <FileKey2 className={styles.icon} aria-hidden />
      <div id={textId} className={styles.text} role="status">
        {head ? (
          <>
            <p className={styles.office}>{head.name}</p>
            <p className={styles.hint}>
              {head.office} · kunci nomor {head.keys} · {fileName}
            </p>
          </>
        ) : (
          <p className={styles.hint}>
            {isOver ? 'Lepaskan berkasnya di sini.' : 'Seret berkas ke sini, atau pilih dari cakram.'}
          </p>
        )}
        {wrong && <FindingRow finding={{ code: 'file', level: 'error', text: wrong }} />}
      </div>
      <FileTrigger
        acceptedFileTypes={['.aktivasi', '.json', '.txt']}
        onSelect={(files) => void readFile(files?.[0])}
      >
        <Button icon={FolderOpen} autoFocus={autoFocus}>
          {head ? 'Ganti berkas' : 'Pilih berkas'}
        </Button>
      </FileTrigger>
    </fieldset>
  )
}

const notActivation = 'Itu bukan berkas aktivasi. Pilih berkas .aktivasi yang diberi Diskominfo.'
