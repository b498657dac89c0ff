import type { ReactNode, Ref } from 'react'

export interface ScrollRegionProps {
  /** Accessible name. */
  label: string
  className?: string | undefined
  ref?: Ref<HTMLElement>
  children: ReactNode
}

/**
 * Focusable scroll container without focusable content, so that arrows and Page Down scroll it (WCAG 2.1.1).
 */
export function ScrollRegion({ label, className, ref, children }: ScrollRegionProps) {
  return (
    <section className={className} ref={ref} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
