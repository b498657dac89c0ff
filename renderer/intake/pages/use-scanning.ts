import { useEffect, useMemo, useState } from 'react'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import type { ScanProfile } from '../../../shared/scanning.ts'
import { call } from '../../api/client.ts'
import { problemText } from '../../api/form-problem.tsx'
import { useCallQuery } from '../../api/queries.ts'
import { useCanType, useDraft } from '../draft/draft-context.ts'
import { type ScanArrivals, useScanArrivals } from './use-scan-imports.ts'

export type ScanningState = CallOutput<'scanning.state'>

/** The scanner and the watched folder, as far as they concern the application on this screen. */
export interface Scanning extends ScanArrivals {
  /** Undefined until it is known. */
  readonly state: ScanningState | undefined
  /** The one that is scanned with where nobody chooses another. */
  readonly profile: ScanProfile | undefined
  readonly isScanning: boolean
  /** Why the last scan, or taking files out of the folder, did not work. */
  readonly problem: { readonly sentence: string; readonly retry: () => void } | undefined
  dismissProblem(): void
  scan(profileId?: string): void
  /** @returns whether there was something to stop */
  stop(): boolean
  /** Takes the files in that wait in the folder. */
  takeWaiting(): void
}

const noProfile =
  'Belum ada profil pindai di komputer ini. Minta admin TI membuatnya di Pengaturan; sementara itu pilih berkas dengan Ctrl+O.'

/** @param onPages told of pages that came by themselves and are on the screen now */
export function useScanning(onPages: (pageIds: readonly string[]) => void): Scanning {
  const draft = useDraft()
  const canType = useCanType()
  const { data: state } = useCallQuery('scanning.state', { applicationId: draft.id }, { enabled: canType })
  const [isAsked, setAsked] = useState(false)
  const [problem, setProblem] = useState<Scanning['problem']>()
  const arrivals = useScanArrivals(canType ? state : undefined, onPages)
  useFollowedFolder(draft.id, canType)

  // The same object while nothing has changed: a page that comes does not draw the buttons of the scanner anew.
  return useMemo(() => {
    const profile = state?.profiles.find(({ id }) => id === state.lastProfileId) ?? state?.profiles[0]
    const isScanning = isAsked || (state?.job ?? null) !== null
    const attempt = async (act: () => Promise<unknown>, retry: () => void) => {
      setProblem(undefined)
      try {
        await act()
      } catch (error) {
        setProblem({ sentence: problemText(error), retry })
      }
    }
    const scan = (profileId = profile?.id) => {
      if (isScanning) return
      if (profileId === undefined) return setProblem({ sentence: noProfile, retry: () => scan() })
      setAsked(true)
      const act = () => call('scanning.scan', { applicationId: draft.id, profileId })
      void attempt(act, () => scan(profileId)).finally(() => setAsked(false))
    }
    const takeWaiting = () =>
      void attempt(() => call('scanning.import', { applicationId: draft.id }), takeWaiting)
    return {
      state: canType ? state : undefined,
      profile,
      isScanning,
      problem,
      dismissProblem: () => setProblem(undefined),
      scan,
      stop() {
        if (isScanning) void call('scanning.cancel', {}).catch(() => undefined)
        return isScanning
      },
      takeWaiting,
      ...arrivals,
    }
  }, [draft.id, canType, state, isAsked, problem, arrivals])
}

/** While the application is open, what appears in the watched folder belongs to it. */
function useFollowedFolder(applicationId: string, canType: boolean): void {
  useEffect(() => {
    if (!canType) return
    const follow = (id: string | null) => {
      // Refused where the session has ended, and then nothing is followed anyway.
      call('scanning.follow', { applicationId: id }).catch(() => undefined)
    }
    follow(applicationId)
    return () => follow(null)
  }, [applicationId, canType])
}
