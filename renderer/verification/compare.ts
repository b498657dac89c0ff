import { cardDate } from '../../shared/calendar.ts'
import type { Duplicate } from '../../shared/contract/application-calls.ts'
import { groupedDigits } from '../../shared/display.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import { withoutSeparators } from '../../shared/nik.ts'

/** One value of this application and of a duplicate. */
export interface ComparedFact {
  readonly label: string
  readonly here: string
  readonly there: string
  readonly differs: boolean
}

/** Compares a person or family of this application with a duplicate. */
export function compareDuplicate({ memberId, match }: Duplicate, form: ApplicationForm): ComparedFact[] {
  const member = form.members.find((candidate) => candidate.id === memberId)
  const facts: (readonly [string, string, string])[] = [
    ['Nama', (member?.name ?? form.family.headName).trim().toUpperCase(), match.name],
    ['NIK', digits(member?.nik ?? ''), digits(match.nik)],
    ['No. KK', digits(form.family.noKk), digits(match.noKk)],
    ['Lahir', member?.birthDate ?? '', match.birthDate === '' ? '' : cardDate(match.birthDate)],
  ]
  return facts
    .filter(([, here, there]) => here !== '' || there !== '')
    .map(([label, here, there]) => ({ label, here, there, differs: here !== there }))
}

const digits = (typed: string): string => groupedDigits(withoutSeparators(typed))
