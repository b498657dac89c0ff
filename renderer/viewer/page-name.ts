import type { Page } from '../../shared/contract/application-calls.ts'
import { type ApplicationForm, documentNames } from '../../shared/form.ts'

/** The first two words of a name: enough to tell the people of one family apart. */
export function shortName(name: string): string {
  return name.trim().split(/\s+/).slice(0, 2).join(' ')
}

/** `KTP FAJAR DARMAWAN`: document kind, and owner where known. */
export function pageName(page: Page, form: ApplicationForm): string {
  const owner = form.members.find((member) => member.id === page.memberId)?.name ?? ''
  return `${documentNames[page.document]} ${shortName(owner)}`.trim()
}
