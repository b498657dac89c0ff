import { createContext, useContext } from 'react'
import { isOpen } from '../../../shared/status.ts'
import { useHasRole } from '../../session/session.tsx'
import type { Draft, DraftState } from './draft.ts'
import { useStoreSelector } from './state-store.ts'

const DraftContext = createContext<Draft | undefined>(undefined)

export const DraftProvider = DraftContext.Provider

/** The draft of the application on this screen. */
export function useDraft(): Draft {
  const draft = useContext(DraftContext)
  if (!draft) throw new Error('no application on this screen')
  return draft
}

/** Selects from the draft's state; the component renders again only when the selection changes. */
export function useDraftState<Selected>(
  select: (state: DraftState) => Selected,
  isSame?: (one: Selected, other: Selected) => boolean,
): Selected {
  return useStoreSelector(useDraft().store, select, isSame)
}

/** Whether this person may withdraw it: submitted to another office that has not decided yet. */
export function useCanWithdraw(): boolean {
  const hasRole = useHasRole()
  const isAtKecamatan = useDraftState(
    ({ metadata }) => metadata.status === 'diajukan' && metadata.sentTo !== null,
  )
  return isAtKecamatan && hasRole('petugas')
}

/** Whether this person may edit it: a clerk, and the application is open and of this office. */
export function useCanType(): boolean {
  const hasRole = useHasRole()
  const open = useDraftState((state) => isOpen(state.metadata.status) && state.metadata.fromOffice === null)
  return open && hasRole('petugas')
}
