import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { type Route, routeOfPath, routePath } from './route.ts'

/**
 * Hash routing: the URL is the state, so back, forward and reload work. history.state counts the steps inside
 * the application, so that going back never leaves it.
 */
const Step = z.object({ depth: z.int() })

const listeners = new Set<() => void>()

function depth(): number {
  const step = Step.safeParse(history.state)
  return step.success ? step.data.depth : 0
}

function notifyListeners(): void {
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  window.addEventListener('hashchange', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
    window.removeEventListener('hashchange', listener)
  }
}

const currentPath = (): string => location.hash.slice(1)

/** Navigates to a route; `replace` replaces the history entry. */
export function navigate(route: Route, { replace = false } = {}): void {
  const path = routePath(route)
  if (path === routePath(routeOfPath(currentPath()))) return
  if (replace) history.replaceState({ depth: depth() }, '', `#${path}`)
  else history.pushState({ depth: depth() + 1 }, '', `#${path}`)
  notifyListeners()
}

/** One step back; home where the application was opened at this route. */
export function goBack(): void {
  if (depth() > 0) history.back()
  else navigate({ screen: 'home' }, { replace: true })
}

/** The current route. */
export function useRoute(): Route {
  return routeOfPath(useSyncExternalStore(listen, currentPath))
}
