import { useEffect } from 'react'
import type { ApplicationForm } from '../../../shared/form.ts'
import { isSixteenDigits, withoutSeparators } from '../../../shared/nik.ts'
import { call } from '../../api/client.ts'
import { useCanType, useWork, useWorkState } from './draft-context.ts'

/**
 * Looks for others with the same numbers or the same name and birth date, each time one of these has changed
 * and is stored: the search reads what is stored. Shows nothing itself; the fields do.
 */
export function DuplicateSearch() {
  const work = useWork()
  const canType = useCanType()
  const people = useWorkState((state) => (state.saving.state === 'saved' ? peopleIn(state.form) : ''))
  useEffect(() => {
    if (!canType || people === '') return
    let isWanted = true
    call('applications.duplicates', { id: work.id }).then(
      (duplicates) => isWanted && work.show({ duplicates }),
      // A search that failed is made again with the next change; saving says what is wrong with the store.
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [work, canType, people])
  return null
}

/** What duplicates are found by, as one string; empty where there is nothing to look for yet. */
function peopleIn(form: ApplicationForm): string {
  const numbers = [form.family.noKk, ...form.members.map((member) => member.nik)].map(withoutSeparators)
  const named = form.members.filter((member) => member.name.trim() !== '' && member.birthDate.trim() !== '')
  const parts = [
    ...numbers.filter(isSixteenDigits),
    ...named.map((member) => `${member.name.trim()}/${member.birthDate.trim()}`),
  ]
  return parts.join('|')
}
