import { FileText, ListChecks, ScanText } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Failure } from '../api/failure.tsx'
import { Button } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { EmptyState, LoadingState } from '../ui/view-states.tsx'
import { clearPictures } from '../viewer/picture-cache.ts'
import { usePageView } from '../viewer/use-page-view.ts'
import { CasePane } from './case-pane.tsx'
import { focusQueue, QueueColumn } from './queue-column.tsx'
import type { SignResult } from './sign-dialog.tsx'
import { SignDialog } from './sign-dialog.tsx'
import { SignedNote } from './signed-note.tsx'
import { useVerificationQueue } from './use-queue.ts'
import styles from './verification.module.css'

const sides = [
  { side: 'queue', label: 'Antrean', icon: ListChecks },
  { side: 'pages', label: 'Berkas', icon: ScanText },
  { side: 'data', label: 'Data', icon: FileText },
] as const
export type VerificationColumn = (typeof sides)[number]['side']

/** Verification screen: the queue of cases, each with its pages, findings and decision bar. */
export function VerificationScreen() {
  const queue = useVerificationQueue()
  useEffect(() => clearPictures, [])
  const { current } = queue
  const views = { first: usePageView(), second: usePageView() }
  const column = useRef<HTMLElement>(null)
  const [side, setSide] = useState<VerificationColumn>('queue')
  const [isSigning, setSigning] = useState(false)
  const [signed, setSigned] = useState<SignResult>()
  const nextSide = () =>
    setSide(sides[(sides.findIndex((item) => item.side === side) + 1) % sides.length]?.side ?? side)
  useShortcuts([{ keys: 'F8', label: 'Sisi berikutnya', run: nextSide, group }])

  if (queue.query.error && queue.cases.length === 0) {
    return <Failure error={queue.query.error} retry={queue.query.refetch} />
  }
  return (
    <div className={styles.screen}>
      <div className={styles.sides}>
        {sides.map((item) => (
          <Button
            key={item.side}
            size="small"
            icon={item.icon}
            variant={side === item.side ? 'primary' : 'quiet'}
            onPress={() => setSide(item.side)}
          >
            {item.label}
          </Button>
        ))}
      </div>
      <div className={classes(styles.columns, styles[side])}>
        <QueueColumn
          queue={queue}
          onSign={() => setSigning(true)}
          onOpen={() => setSide('pages')}
          column={column}
        />
        {!signed && current && (
          <CasePane
            key={current.id}
            queuedCase={current}
            queue={queue}
            views={views}
            onLeave={() => focusQueue(column.current)}
          />
        )}
        {(signed || !current) && (
          <div className={styles.message}>
            {signed ? (
              <SignedNote signed={signed} onClose={() => setSigned(undefined)} />
            ) : (
              <NoCase isLoading={queue.query.isPending} />
            )}
          </div>
        )}
      </div>
      <SignDialog
        isOpen={isSigning}
        cases={queue.cases}
        onClose={() => setSigning(false)}
        onSigned={(result) => {
          setSigning(false)
          setSigned(result)
        }}
      />
    </div>
  )
}

function NoCase({ isLoading }: { isLoading: boolean }) {
  if (isLoading) return <LoadingState label="Memuat antrean" rows={6} />
  return (
    <EmptyState title="Tidak ada yang menunggu verifikasi">
      Permohonan yang diajukan loket tampil di sini, yang paling lama menunggu lebih dahulu.
    </EmptyState>
  )
}

const group = 'Verifikasi'
