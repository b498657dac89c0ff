import { type FocusEvent, type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import type { FieldPath } from '../../../shared/field-path.ts'
import { focusNextOpenField, requestFocus } from '../draft/confirm-fields.ts'
import { useDraft, useDraftState } from '../draft/draft-context.ts'
import { focusedField } from '../draft/fill-from-pages.ts'

const focusable = 'input, textarea, button'

/** Moves the focus on the form: to a place that is missing, and back to where it was. The same object each time. */
export function useFormFocus(form: RefObject<HTMLElement | null>) {
  const draft = useDraft()
  const focusRequest = useDraftState((state) => state.focusRequest)
  const lastFocused = useRef<HTMLElement>(undefined)

  // After the line of the member has opened, whose field it may be.
  useLayoutEffect(() => {
    if (focusRequest) focusElement(form.current, focusRequest.path)
  }, [form, focusRequest])

  return useMemo(
    () => ({
      focusField: (path: FieldPath) => requestFocus(draft, path),
      /** To what asks for a person next, from where the focus is. */
      focusNextOpen: () => focusNextOpenField(draft, focusedField()),
      saveFocus(event: FocusEvent) {
        if (event.target instanceof HTMLElement) lastFocused.current = event.target
      },
      restoreFocus() {
        const target = lastFocused.current?.isConnected ? lastFocused.current : form.current?.querySelector('input')
        // The form may only now come into sight.
        requestAnimationFrame(() => target?.focus())
      },
      /** @returns whether the focus was in a field, which it has now left. */
      blurField(): boolean {
        const { activeElement } = document
        if (!(activeElement instanceof HTMLElement) || !form.current?.contains(activeElement)) return false
        if (!activeElement.matches('input, textarea, [data-choice]')) return false
        form.current.querySelector<HTMLElement>('h1')?.focus()
        return true
      },
    }),
    [draft, form],
  )
}

function focusElement(form: HTMLElement | null, path: FieldPath): void {
  const element = form
    ?.querySelector(`[data-place="${CSS.escape(path)}"]`)
    ?.querySelector<HTMLElement>(focusable)
  if (!element) return
  element.focus()
  // All of what is to be compared, not only its button.
  const scrollTarget = element.closest('fieldset[data-place]') ?? element
  scrollTarget.scrollIntoView({ block: 'nearest' })
  if (element instanceof HTMLInputElement && element.type === 'text') element.select()
}
