import { useEffect } from 'react'
import { Failure } from '../api/failure.tsx'
import { useBeforeLock } from '../session/before-lock.ts'
import { LoadingState } from '../ui/view-states.tsx'
import { clearPictures } from '../viewer/picture-cache.ts'
import type { Draft } from './draft/draft.ts'
import { DraftProvider } from './draft/draft-context.ts'
import { useOpenDraft } from './draft/unsaved-drafts.ts'
import styles from './intake.module.css'
import { IntakeScreen } from './intake-screen.tsx'

/** The counter's main screen: the pages of an application beside the form that is typed from them. */
export function Intake({ applicationId }: { applicationId: string }) {
  const { draft, error, retry } = useOpenDraft(applicationId)
  useEffect(() => clearPictures, [])
  if (error !== undefined) return <Failure error={error} retry={retry} />
  if (!draft) {
    return (
      <div className={styles.loading}>
        <LoadingState label="Membuka permohonan" rows={9} />
      </div>
    )
  }
  return (
    <DraftProvider key={draft.id} value={draft}>
      <SaveBeforeUnload draft={draft} />
      <IntakeScreen />
    </DraftProvider>
  )
}

/** Saves the draft before the session is locked and before the window closes. */
function SaveBeforeUnload({ draft }: { draft: Draft }) {
  useBeforeLock(draft.flush)
  useEffect(() => {
    const save = (event: BeforeUnloadEvent) => {
      if (draft.isSaved()) return
      void draft.flush()
      // A browser may abort the request, so it asks first; in Electron the core has it already.
      if (window.loket === undefined) event.preventDefault()
    }
    window.addEventListener('beforeunload', save)
    return () => window.removeEventListener('beforeunload', save)
  }, [draft])
  return null
}
