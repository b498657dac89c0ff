import { fillForm, type PageToFill } from '../../../shared/autofill/fill-form.ts'
import type { FieldPath } from '../../../shared/field-path.ts'
import type { Draft, WorkState } from './draft.ts'
import { sameItems } from './store.ts'

/**
 * Puts what was read by now into the form on the screen, beside what is being typed there. What stands in the
 * field with the focus stays as it is.
 *
 * @param adopted a page whose person is to become a member
 */
export function fillFromPages(work: Draft, adopted?: string): void {
  const state = work.store.get()
  const options = { busy: focusedPlace(), adopted }
  const { form, unmatchedPages } = fillForm(state.form, pagesToFill(state), work.reference, options)
  if (form !== state.form) work.edit({ form, ofNobody: unmatchedPages, filledAt: performance.now() })
  else if (!sameItems(unmatchedPages, state.ofNobody)) work.show({ ofNobody: unmatchedPages })
}

/** A page that is not on the screen yet waits until it is: its picture belongs to what is asked about it. */
function pagesToFill({ pages, readings }: WorkState): PageToFill[] {
  return readings.flatMap(({ pageId, reading }) => {
    const page = pages.find(({ id }) => id === pageId)
    return page && reading ? [{ pageId, reading, scan: page.scan }] : []
  })
}

/** The place on the form that has the focus now. */
export function focusedPlace(): FieldPath | undefined {
  return document.activeElement?.closest('[data-place]')?.getAttribute('data-place') ?? undefined
}
