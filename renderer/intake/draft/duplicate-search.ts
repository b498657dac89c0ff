import { useEffect } from 'react'
import type { ApplicationForm } from '../../../shared/form.ts'
import { isSixteenDigits, withoutSeparators } from '../../../shared/nik.ts'
import { call } from '../../api/client.ts'
import { useCanType, useDraft, useDraftState } from './draft-context.ts'

/**
 * Looks for others with the same numbers or the same name and birth date, each time one of these has changed
 * and is stored: the search reads what is stored. Shows nothing itself; the fields do.
 */
export function DuplicateSearch() {
  const draft = useDraft()
  const canType = useCanType()
  const people = useDraftState((state) => (state.saving.state === 'saved' ? searchTerms(state.form) : ''))
  useEffect(() => {
    if (!canType || people === '') return
    let isMounted = true
    call('applications.duplicates', { id: draft.id }).then(
      (duplicates) => isMounted && draft.show({ duplicates }),
      // A search that failed is made again with the next change; saving says what is wrong with the store.
      () => undefined,
    )
    return () => {
      isMounted = false
    }
  }, [draft, canType, people])
  return null
}

/** What duplicates are found by, as one string; empty where there is nothing to look for yet. */
function searchTerms(form: ApplicationForm): string {
  const numbers = [form.family.noKk, ...form.members.map((member) => member.nik)].map(withoutSeparators)
  const named = form.members.filter((member) => member.name.trim() !== '' && member.birthDate.trim() !== '')
  const parts = [
    ...numbers.filter(isSixteenDigits),
    ...named.map((member) => `${member.name.trim()}/${member.birthDate.trim()}`),
  ]
  return parts.join('|')
}
