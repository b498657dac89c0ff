import { useDeferredValue } from 'react'
import { Loaded } from '../api/loaded.tsx'
import { useCallQuery } from '../api/queries.ts'
import { EmptyState } from '../ui/view-states.tsx'
import { PersonRows } from './application-rows.tsx'

/** Search results for a name or number, as it is typed. */
export function PersonSearchResults({ text }: { text: string }) {
  const deferredText = useDeferredValue(text)
  const found = useCallQuery('applications.search', { text: deferredText }, { keepsPrevious: true })
  return (
    <Loaded query={found}>
      {(matches) =>
        matches.length > 0 ? (
          <PersonRows label="Hasil pencarian" matches={matches} />
        ) : (
          <EmptyState title="Tidak ditemukan di kantor ini">
            Coba sebagian nama, atau ketik NIK dari depan. Yang terdaftar di kantor lain tidak tampil di sini.
          </EmptyState>
        )
      }
    </Loaded>
  )
}
