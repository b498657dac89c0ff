import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import { isTextKeys } from './shortcut.ts'
import { createShortcutRegistry, type Shortcut } from './shortcut-registry.ts'

const Registry = createContext(createShortcutRegistry())
const ScopeDepth = createContext(0)

/** The registry of this window, for the `?` list and the command palette. */
export function useShortcutRegistry() {
  return useContext(Registry)
}

/**
 * Registers shortcuts while the component is mounted. For actions without a button; a Button with `shortcut`
 * registers itself.
 *
 * @example useShortcuts([{ keys: 'Alt+↓', label: 'Halaman berikutnya', run: nextPage, when: hasNext }])
 */
export function useShortcuts(shortcuts: Shortcut[]): void {
  const registry = useContext(Registry)
  const depth = useContext(ScopeDepth)
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => registry.register(() => latest.current, depth), [registry, depth])
}

/** Key listener of the window. Once, around the application. */
export function ShortcutListener({ children }: { children: ReactNode }) {
  const registry = useContext(Registry)
  useEffect(() => {
    // Function keys, Ctrl and Alt are handled in the capture phase, before the focused component. Letters,
    // Enter and Esc bubble first, so that Esc closes an open list.
    const listen = (event: KeyboardEvent, early: boolean) => {
      if (event.defaultPrevented || event.isComposing) return
      const shortcut = registry.find(event, isTyping(event.target))
      if (!shortcut || early !== isEarly(shortcut.keys)) return
      event.preventDefault()
      event.stopPropagation()
      shortcut.run()
    }
    const early = (event: KeyboardEvent) => listen(event, true)
    const late = (event: KeyboardEvent) => listen(event, false)
    window.addEventListener('keydown', early, { capture: true })
    window.addEventListener('keydown', late)
    return () => {
      window.removeEventListener('keydown', early, { capture: true })
      window.removeEventListener('keydown', late)
    }
  }, [registry])
  return children
}

/** Shortcut scope of a dialog: while it is open, the screen's shortcuts are inactive. */
export function ShortcutScope({ children }: { children: ReactNode }) {
  const registry = useContext(Registry)
  const depth = useContext(ScopeDepth) + 1
  useEffect(() => registry.openScope(depth), [registry, depth])
  return <ScopeDepth value={depth}>{children}</ScopeDepth>
}

function isEarly(keys: string): boolean {
  return !isTextKeys(keys) && !/(^|\+)(esc|enter|tab)$/i.test(keys)
}

/** Whether the target takes text: inputs, and lists with typeahead (marked data-typing). */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[data-typing]')) return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
