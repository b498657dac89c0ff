import { type FocusEvent, type RefObject, useLayoutEffect, useMemo, useRef } from 'react'
import type { FieldPath } from '../../../shared/field-path.ts'
import { focusNextOpenField, goToPlace } from '../draft/confirming.ts'
import { useWork, useWorkState } from '../draft/draft-context.ts'
import { focusedPlace } from '../draft/fill-from-pages.ts'

const focusable = 'input, textarea, button'

/** Moves the focus on the form: to a place that is missing, and back to where it was. The same object each time. */
export function useJumps(form: RefObject<HTMLElement | null>) {
  const work = useWork()
  const wanted = useWorkState((state) => state.wanted)
  const last = useRef<HTMLElement>(undefined)

  // After the line of the member has opened, whose field it may be.
  useLayoutEffect(() => {
    if (wanted) focusPlace(form.current, wanted.place)
  }, [form, wanted])

  return useMemo(
    () => ({
      goTo: (place: FieldPath) => goToPlace(work, place),
      /** To what asks for a person next, from where the focus is. */
      goOn: () => focusNextOpenField(work, focusedPlace()),
      remember(event: FocusEvent) {
        if (event.target instanceof HTMLElement) last.current = event.target
      },
      goBackToForm() {
        const target = last.current?.isConnected ? last.current : form.current?.querySelector('input')
        // The form may only now come into sight.
        requestAnimationFrame(() => target?.focus())
      },
      /** @returns whether the focus was in a field, which it has now left. */
      leaveField(): boolean {
        const { activeElement } = document
        if (!(activeElement instanceof HTMLElement) || !form.current?.contains(activeElement)) return false
        if (!activeElement.matches('input, textarea, [data-choice]')) return false
        form.current.querySelector<HTMLElement>('h1')?.focus()
        return true
      },
    }),
    [work, form],
  )
}

function focusPlace(form: HTMLElement | null, place: FieldPath): void {
  const element = form
    ?.querySelector(`[data-place="${CSS.escape(place)}"]`)
    ?.querySelector<HTMLElement>(focusable)
  if (!element) return
  element.focus()
  // All of what is to be compared, not only its button.
  const whole = element.closest('fieldset[data-place]') ?? element
  whole.scrollIntoView({ block: 'nearest' })
  if (element instanceof HTMLInputElement && element.type === 'text') element.select()
}
