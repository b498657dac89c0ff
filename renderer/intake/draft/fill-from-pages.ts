import { fillForm, type PageToFill } from '../../../shared/autofill/fill-form.ts'
import type { FieldPath } from '../../../shared/field-path.ts'
import type { Draft, DraftState } from './draft.ts'
import { sameItems } from './store.ts'

/**
 * Puts what was read by now into the form on the screen, beside what is being typed there. What stands in the
 * field with the focus stays as it is.
 *
 * @param newMemberPage a page whose person is to become a member
 */
export function fillFromPages(draft: Draft, newMemberPage?: string): void {
  const state = draft.store.get()
  const options = { busy: focusedField(), newMemberPage }
  const { form, unmatchedPages } = fillForm(state.form, pagesToFill(state), draft.reference, options)
  if (form !== state.form) draft.edit({ form, unmatchedPages, autofilledAt: performance.now() })
  else if (!sameItems(unmatchedPages, state.unmatchedPages)) draft.show({ unmatchedPages })
}

/** A page that is not on the screen yet waits until it is: its picture belongs to what is asked about it. */
function pagesToFill({ pages, readings }: DraftState): PageToFill[] {
  return readings.flatMap(({ pageId, reading }) => {
    const page = pages.find(({ id }) => id === pageId)
    return page && reading ? [{ pageId, reading, scan: page.scan }] : []
  })
}

/** The place on the form that has the focus now. */
export function focusedField(): FieldPath | undefined {
  return document.activeElement?.closest('[data-place]')?.getAttribute('data-place') ?? undefined
}
