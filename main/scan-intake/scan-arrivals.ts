import type { ScanArrival } from '../../shared/contract/scanning-calls.ts'
import { Problem } from '../../shared/problems.ts'
import type { AddedPages } from '../documents/import-pages.ts'
import { newId } from '../store/identifiers.ts'
import { storeProblem } from '../store/store.ts'

/** An application keeps so many lines; the oldest that are finished go first. */
const mostLines = 50

/** What came from the scanner or the watched folder for applications, and what became of it. In memory only. */
export function createScanArrivals(changed: () => void) {
  const lines = new Map<string, ScanArrival[]>()

  function set(applicationId: string, id: string, state: ScanArrival['state']): void {
    const own = lines.get(applicationId) ?? []
    lines.set(
      applicationId,
      own.map((line) => (line.id === id ? { ...line, state } : line)),
    )
    changed()
  }

  return {
    of: (applicationId: string): ScanArrival[] => lines.get(applicationId) ?? [],

    /** Shows a line while its pages are made, and then what became of them. Rejects like `making`. */
    async follow(
      applicationId: string,
      name: string,
      making: () => Promise<AddedPages>,
    ): Promise<AddedPages> {
      const id = newId()
      const own = lines.get(applicationId) ?? []
      lines.set(applicationId, [...shorten(own), { id, name, state: { step: 'reading' } }])
      changed()
      try {
        const result = await making()
        // The line is told anew with every other one; the picture is asked for by who wants to see it.
        const { preview: _, ...line } = result
        set(applicationId, id, { step: 'done', result: line })
        return result
      } catch (error) {
        set(applicationId, id, { step: 'refused', problem: asProblem(error).toValue() })
        throw error
      }
    },

    dismiss(id: string): void {
      for (const [applicationId, own] of lines) {
        const left = own.filter((line) => line.id !== id)
        if (left.length > 0) lines.set(applicationId, left)
        else lines.delete(applicationId)
      }
      changed()
    },
  }
}

function shorten(own: ScanArrival[]): ScanArrival[] {
  if (own.length < mostLines) return own
  const oldest = own.find(({ state }) => state.step !== 'reading')
  return own.filter((line) => line !== oldest)
}

/** What nobody foresaw is written down by whoever makes the pages; the line only says that it happened. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return storeProblem(error) ?? new Problem('unexpected')
}
