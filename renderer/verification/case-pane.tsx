import { useEffect, useRef, useState } from 'react'
import type { QueuedCase } from '../../shared/contract/verification-calls.ts'
import { Failure } from '../api/failure.tsx'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { LoadingState } from '../ui/view-states.tsx'
import { CaseData } from './case-data.tsx'
import { useCase } from './case-query.ts'
import { DecisionBar } from './decision-bar.tsx'
import { PagePair, type PairViews } from './page-pair.tsx'
import type { VerificationQueue } from './use-queue.ts'
import styles from './verification.module.css'

/** One case: pages in the middle, data and decision bar on the right. */
export function CasePane(props: {
  queuedCase: QueuedCase
  queue: VerificationQueue
  views: PairViews
  /** Focuses the queue. */
  onLeave: () => void
}) {
  const { queuedCase, queue, views, onLeave } = props
  const { data, error, refetch } = useCase(queuedCase)
  const dataScroller = useRef<HTMLElement>(null)
  const scroll = (by: number) => () => dataScroller.current?.scrollBy({ top: by })
  useShortcuts([
    { keys: 'Alt+PageDown', label: 'Data ke bawah', run: scroll(240), group: 'Kasus', repeats: true },
    { keys: 'Alt+PageUp', label: 'Data ke atas', run: scroll(-240), group: 'Kasus', repeats: true },
  ])
  const isReady = useIsReady(data !== undefined)
  if (error) return <Failure error={error} retry={refetch} />
  return (
    <>
      <section className={styles.viewer} aria-label="Berkas permohonan">
        {data ? (
          <PagePair application={data.application} views={views} />
        ) : (
          <div className={styles.background} />
        )}
      </section>
      <section className={styles.case} aria-label="Data permohonan">
        <ScrollRegion label="Isi permohonan" className={styles.scroller} ref={dataScroller}>
          {data ? (
            <CaseData known={data} queuedCase={queuedCase} />
          ) : (
            <LoadingState label="Membuka permohonan" rows={8} />
          )}
        </ScrollRegion>
        <DecisionBar queuedCase={queuedCase} queue={queue} isReady={isReady} onLeave={onLeave} />
      </section>
    </>
  )
}

/**
 * Milliseconds a case must be visible before it can be decided, so that a double key press does not decide
 * two.
 */
const minimumVisibleMs = 300

/** Whether the case has been visible for minimumVisibleMs. */
function useIsReady(isShown: boolean): boolean {
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    if (!isShown) return
    const timer = setTimeout(() => setReady(true), minimumVisibleMs)
    return () => clearTimeout(timer)
  }, [isShown])
  return isReady
}
