import type { ReactNode } from 'react'
import { type Route, routePath } from './route.ts'

/** Link to another screen. */
export function Link({ to, children }: { to: Route; children: ReactNode }) {
  return <a href={`#${routePath(to)}`}>{children}</a>
}
