import { FolderOpen, Package } from 'lucide-react'
import { useState } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { largestPacketFile, type PacketResult } from '../../shared/contract/packet-calls.ts'
import { problemText } from '../api/form-problem.tsx'
import { useCallMutation } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { FindingRow } from '../ui/finding-row.tsx'
import { resultSentences } from './packet-sentences.ts'
import styles from './packets.module.css'

/** Opens `.paket` files by button or drop, and shows their results. */
export function PacketFile() {
  const open = useCallMutation('packets.open')
  const [isOver, setOver] = useState(false)
  const [results, setResults] = useState<PacketResult[]>([])
  const [problem, setProblem] = useState<string>()
  const openFiles = async (files: readonly File[]) => {
    setProblem(undefined)
    setResults([])
    for (const file of files) {
      if (file.size > largestPacketFile) {
        setProblem(`${file.name} lebih besar daripada paket mana pun.`)
        continue
      }
      try {
        const opened = await open.mutateAsync({ bytes: new Uint8Array(await file.arrayBuffer()) })
        setResults((former) => [...former, ...opened.results])
      } catch (error) {
        setProblem(problemText(error))
      }
    }
  }
  return (
    <DropZone
      aria-label="Berkas paket"
      className={classes(styles.zone, isOver && styles.over)}
      onDropEnter={() => setOver(true)}
      onDropExit={() => setOver(false)}
      onDrop={({ items }) => {
        setOver(false)
        const dropped = items.filter((item) => item.kind === 'file')
        void Promise.all(dropped.map((item) => item.getFile())).then(openFiles)
      }}
    >
      <Package className={styles.icon} aria-hidden />
      <div className={styles.text} role="status">
        {results.length === 0 && !problem && (
          <p className={styles.hint}>
            {isOver
              ? 'Lepaskan berkasnya di sini.'
              : 'Seret berkas .paket ke sini, atau pilih dari flash disk.'}
          </p>
        )}
        {resultSentences(results).map(({ text, isGood }) =>
          isGood ? (
            <p key={text}>{text}</p>
          ) : (
            <FindingRow key={text} finding={{ code: text, level: 'warning', text }} />
          ),
        )}
        {problem && <FindingRow finding={{ code: 'file', level: 'error', text: problem }} />}
      </div>
      <FileTrigger
        acceptedFileTypes={['.paket']}
        allowsMultiple
        onSelect={(files) => files && void openFiles([...files])}
      >
        <Button icon={FolderOpen} isPending={open.isPending}>
          Buka paket
        </Button>
      </FileTrigger>
    </DropZone>
  )
}
