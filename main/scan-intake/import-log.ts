import type { ScanImport } from '../../shared/contract/scanning-calls.ts'
import { Problem } from '../../shared/problems.ts'
import type { ImportedPages } from '../documents/import-pages.ts'
import { newId } from '../store/identifiers.ts'
import { storeProblem } from '../store/store.ts'

/** Entries kept for an application; the oldest finished ones are dropped first. */
const maxEntries = 50

/** The imports from scanner and watched folder, by application, with their results. In memory only. */
export function createImportLog(onChange: () => void) {
  const entries = new Map<string, ScanImport[]>()

  function setState(applicationId: string, id: string, state: ScanImport['state']): void {
    const current = entries.get(applicationId) ?? []
    entries.set(
      applicationId,
      current.map((entry) => (entry.id === id ? { ...entry, state } : entry)),
    )
    onChange()
  }

  return {
    list: (applicationId: string): ScanImport[] => entries.get(applicationId) ?? [],

    /** Logs an import while it runs, and then its result. Rejects like `importPages`. */
    async track(
      applicationId: string,
      name: string,
      importPages: () => Promise<ImportedPages>,
    ): Promise<ImportedPages> {
      const id = newId()
      const current = entries.get(applicationId) ?? []
      entries.set(applicationId, [...dropOldest(current), { id, name, state: { step: 'reading' } }])
      onChange()
      try {
        const added = await importPages()
        // Without the picture: all entries are sent at every change, and screens ask for pictures they show.
        const { preview: _, ...result } = added
        setState(applicationId, id, { step: 'done', result })
        return added
      } catch (error) {
        setState(applicationId, id, { step: 'refused', problem: asProblem(error).toValue() })
        throw error
      }
    },

    dismiss(id: string): void {
      for (const [applicationId, current] of entries) {
        const left = current.filter((entry) => entry.id !== id)
        if (left.length > 0) entries.set(applicationId, left)
        else entries.delete(applicationId)
      }
      onChange()
    },
  }
}

function dropOldest(current: ScanImport[]): ScanImport[] {
  if (current.length < maxEntries) return current
  const oldest = current.find(({ state }) => state.step !== 'reading')
  return current.filter((entry) => entry !== oldest)
}

/** Unexpected errors are logged by the caller; the entry only says that one occurred. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return storeProblem(error) ?? new Problem('unexpected')
}
