import type { Page } from '../../shared/contract/application-calls.ts'
import type { ApplicationForm } from '../../shared/form.ts'
import { headOfFamily } from '../../shared/reference/population.ts'

/** The two pages shown first: the KK, and the KTP of the head or else the next page. */
export function initialPages(pages: readonly Page[], form: ApplicationForm): Page[] {
  const head = form.members.find((member) => member.relationship === headOfFamily)
  const card = pages.find((page) => page.document === 'kk') ?? pages[0]
  const others = pages.filter((page) => page !== card)
  const identity =
    others.find((page) => page.document === 'ktp' && page.memberId === head?.id) ??
    others.find((page) => page.document === 'ktp') ??
    others[0]
  return [card, identity].filter((page) => page !== undefined)
}
