import type { ReactNode, Ref } from 'react'

export interface ScrollRegionProps {
  /** What lies in it, for screen readers. */
  label: string
  className?: string | undefined
  ref?: Ref<HTMLElement>
  children: ReactNode
}

/**
 * A part of the screen that scrolls by itself and holds nothing to press: it takes the focus, so that arrows and
 * Page Down scroll it (WCAG 2.1.1).
 */
export function ScrollRegion({ label, className, ref, children }: ScrollRegionProps) {
  return (
    <section className={className} ref={ref} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
