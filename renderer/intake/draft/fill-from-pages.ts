import { fillForm, type PageToFill } from '../../../shared/autofill/fill-form.ts'
import type { FieldPath } from '../../../shared/field-path.ts'
import type { Draft, DraftState } from './draft.ts'
import { sameItems } from './state-store.ts'

/**
 * Autofills the form from the pages read so far. The focused field keeps its value.
 *
 * @param newMemberPage id of a page whose person is to become a member
 */
export function fillFromPages(draft: Draft, newMemberPage?: string): void {
  const state = draft.store.get()
  const options = { focusedField: focusedField(), adopted: newMemberPage }
  const { form, unmatchedPages } = fillForm(state.form, pagesToFill(state), draft.reference, options)
  if (form !== state.form) draft.edit({ form, unmatchedPages, autofilledAt: performance.now() })
  else if (!sameItems(unmatchedPages, state.unmatchedPages)) draft.show({ unmatchedPages })
}

/** Pages that are not on the screen yet wait: their picture is needed to confirm what was read. */
function pagesToFill({ pages, readings }: DraftState): PageToFill[] {
  return readings.flatMap(({ pageId, reading }) => {
    const page = pages.find(({ id }) => id === pageId)
    return page && reading ? [{ pageId, reading, scan: page.scan }] : []
  })
}

/** Path of the form field that has the focus. */
export function focusedField(): FieldPath | undefined {
  return document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? undefined
}
