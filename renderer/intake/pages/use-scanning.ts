import { useEffect, useMemo, useState } from 'react'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import type { ScanProfile } from '../../../shared/scanning.ts'
import { call } from '../../api/client.ts'
import { problemText } from '../../api/form-problem.tsx'
import { useCallQuery } from '../../api/queries.ts'
import { useCanType, useDraft } from '../draft/draft-context.ts'
import { type ScanImports, useScanImports } from './use-scan-imports.ts'

export type ScanningState = CallOutput<'scanning.state'>

/** Scanner and watched folder for the application on this screen. */
export interface Scanning extends ScanImports {
  /** Undefined while loading. */
  readonly state: ScanningState | undefined
  /** The default profile: the last used, or the first. */
  readonly profile: ScanProfile | undefined
  readonly isScanning: boolean
  /** Why the last scan or folder import failed. */
  readonly problem: { readonly sentence: string; readonly retry: () => void } | undefined
  dismissProblem(): void
  scan(profileId?: string): void
  /** @returns whether a scan was running */
  stop(): boolean
  /** Imports the files that wait in the folder. */
  importWaiting(): void
}

const noProfile =
  'Belum ada profil pindai di komputer ini. Minta admin TI membuatnya di Pengaturan; sementara itu pilih berkas dengan Ctrl+O.'

/** @param onPages called with the ids of pages that were imported and are on the screen now */
export function useScanning(onPages: (pageIds: readonly string[]) => void): Scanning {
  const draft = useDraft()
  const canType = useCanType()
  const { data: state } = useCallQuery('scanning.state', { applicationId: draft.id }, { enabled: canType })
  const [isStarting, setStarting] = useState(false)
  const [problem, setProblem] = useState<Scanning['problem']>()
  const imports = useScanImports(canType ? state : undefined, onPages)
  useWatchedFolder(draft.id, canType)

  // Memoised: a new page does not render the scan buttons.
  return useMemo(() => {
    const profile = state?.profiles.find(({ id }) => id === state.lastProfileId) ?? state?.profiles[0]
    const isScanning = isStarting || (state?.job ?? null) !== null
    const attempt = async (action: () => Promise<unknown>, retry: () => void) => {
      setProblem(undefined)
      try {
        await action()
      } catch (error) {
        setProblem({ sentence: problemText(error), retry })
      }
    }
    const scan = (profileId = profile?.id) => {
      if (isScanning) return
      if (profileId === undefined) return setProblem({ sentence: noProfile, retry: () => scan() })
      setStarting(true)
      const startScan = () => call('scanning.scan', { applicationId: draft.id, profileId })
      void attempt(startScan, () => scan(profileId)).finally(() => setStarting(false))
    }
    const importWaiting = () =>
      void attempt(() => call('scanning.import', { applicationId: draft.id }), importWaiting)
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
      importWaiting,
      ...imports,
    }
  }, [draft.id, canType, state, isStarting, problem, imports])
}

/** While the application is open, new files in the watched folder are imported into it. */
function useWatchedFolder(applicationId: string, canType: boolean): void {
  useEffect(() => {
    if (!canType) return
    const watch = (id: string | null) => {
      // Refused after the session has ended, when no folder is watched anyway.
      call('scanning.follow', { applicationId: id }).catch(() => undefined)
    }
    watch(applicationId)
    return () => watch(null)
  }, [applicationId, canType])
}
