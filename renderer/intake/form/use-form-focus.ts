import { type FocusEvent, type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import type { FieldPath } from '../../../shared/field-path.ts'
import { focusNextOpenField, requestFocus } from '../draft/confirm-fields.ts'
import { useDraft, useDraftState } from '../draft/draft-context.ts'
import { focusedField } from '../draft/fill-from-pages.ts'

const focusable = 'input, textarea, button'

/**
 * Moves the focus in the form: to a field, to the next open one, and back to the last one. A stable object.
 */
export function useFormFocus(form: RefObject<HTMLElement | null>) {
  const draft = useDraft()
  const focusRequest = useDraftState((state) => state.focusRequest)
  const lastFocused = useRef<HTMLElement>(undefined)

  // In a layout effect: the row of the member whose field it is has been expanded by then.
  useLayoutEffect(() => {
    if (focusRequest) focusElement(form.current, focusRequest.path)
  }, [form, focusRequest])

  return useMemo(
    () => ({
      focusField: (path: FieldPath) => requestFocus(draft, path),
      /** To the next open field after the focused one. */
      focusNextOpen: () => focusNextOpenField(draft, focusedField()),
      saveFocus(event: FocusEvent) {
        if (event.target instanceof HTMLElement) lastFocused.current = event.target
      },
      restoreFocus() {
        const target = lastFocused.current?.isConnected
          ? lastFocused.current
          : form.current?.querySelector('input')
        // The form may only now become visible.
        requestAnimationFrame(() => target?.focus())
      },
      /** @returns whether the focus was in a field and has been moved out of it. */
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

export type FormFocus = ReturnType<typeof useFormFocus>

function focusElement(form: HTMLElement | null, path: FieldPath): void {
  const element = form
    ?.querySelector(`[data-field="${CSS.escape(path)}"]`)
    ?.querySelector<HTMLElement>(focusable)
  if (!element) return
  element.focus()
  // The whole confirm group, not only its button.
  const scrollTarget = element.closest('fieldset[data-field]') ?? element
  scrollTarget.scrollIntoView({ block: 'nearest' })
  if (element instanceof HTMLInputElement && element.type === 'text') element.select()
}
