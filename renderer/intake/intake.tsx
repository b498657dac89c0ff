import { useEffect } from 'react'
import { Failure } from '../api/failure.tsx'
import { useBeforeLock } from '../session/before-lock.ts'
import { LoadingState } from '../ui/view-states.tsx'
import { forgetPictures } from '../viewer/pictures.ts'
import type { Draft } from './draft/draft.ts'
import { WorkProvider } from './draft/draft-context.ts'
import { useWorkOf } from './draft/unsaved-drafts.ts'
import styles from './intake.module.css'
import { IntakeScreen } from './intake-screen.tsx'

/** The counter's main screen: the pages of an application beside the form that is typed from them. */
export function Intake({ applicationId }: { applicationId: string }) {
  const { work, error, retry } = useWorkOf(applicationId)
  useEffect(() => forgetPictures, [])
  if (error !== undefined) return <Failure error={error} retry={retry} />
  if (!work) {
    return (
      <div className={styles.loading}>
        <LoadingState label="Membuka permohonan" lines={9} />
      </div>
    )
  }
  return (
    <WorkProvider key={work.id} value={work}>
      <KeptWork work={work} />
      <IntakeScreen />
    </WorkProvider>
  )
}

/** Has the last words saved before the session is locked and before the window goes away. */
function KeptWork({ work }: { work: Draft }) {
  useBeforeLock(work.flush)
  useEffect(() => {
    const save = (event: BeforeUnloadEvent) => {
      if (work.isSettled()) return
      void work.flush()
      // A browser may cut the save off, so it asks first; Electron's window has handed it over already.
      if (window.loket === undefined) event.preventDefault()
    }
    window.addEventListener('beforeunload', save)
    return () => window.removeEventListener('beforeunload', save)
  }, [work])
  return null
}
