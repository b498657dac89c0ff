import { useDeferredValue } from 'react'
import { Loaded } from '../api/loaded.tsx'
import { useCallQuery } from '../api/queries.ts'
import { EmptyState } from '../ui/view-states.tsx'
import { PersonLines } from './application-rows.tsx'

/** Who is found under a name or number, as it is typed. */
export function FoundPeople({ text }: { text: string }) {
  const sought = useDeferredValue(text)
  const found = useCallQuery('applications.search', { text: sought }, { keepsPrevious: true })
  return (
    <Loaded query={found}>
      {(matches) =>
        matches.length > 0 ? (
          <PersonLines label="Hasil pencarian" matches={matches} />
        ) : (
          <EmptyState title="Tidak ditemukan di kantor ini">
            Coba sebagian nama, atau ketik NIK dari depan. Yang terdaftar di kantor lain tidak tampil di sini.
          </EmptyState>
        )
      }
    </Loaded>
  )
}
