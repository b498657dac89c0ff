import { createContext, useContext } from 'react'
import { isOpen } from '../../../shared/status.ts'
import { useHasRole } from '../../session/session.tsx'
import type { Draft, WorkState } from './draft.ts'
import { useSelected } from './store.ts'

const Current = createContext<Draft | undefined>(undefined)

export const WorkProvider = Current.Provider

/** The application on this screen. */
export function useWork(): Draft {
  const work = useContext(Current)
  if (!work) throw new Error('no application on this screen')
  return work
}

/** What a component needs of the application on this screen. */
export function useWorkState<Selected>(
  select: (state: WorkState) => Selected,
  isSame?: (one: Selected, other: Selected) => boolean,
): Selected {
  return useSelected(useWork().store, select, isSame)
}

/** Whether this person may take it back from the kecamatan, which has not decided it yet. */
export function useCanWithdraw(): boolean {
  const hasRole = useHasRole()
  const isThere = useWorkState(({ facts }) => facts.status === 'diajukan' && facts.sentTo !== null)
  return isThere && hasRole('petugas')
}

/** Whether this person may type in it: it is open and of this office, and they are a clerk. */
export function useCanType(): boolean {
  const hasRole = useHasRole()
  const open = useWorkState((state) => isOpen(state.facts.status) && state.facts.fromOffice === null)
  return open && hasRole('petugas')
}
