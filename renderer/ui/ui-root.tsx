import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import './base.css'
import { ShortcutListener } from './shortcuts.tsx'
import { ToastProvider } from './toasts.tsx'

// react-aria would put its one rule into the page as an inline <style>, which our CSP refuses. It leaves that
// out when an element with this id exists; the rule itself is in base.css.
if (!document.getElementById('react-aria-pressable-style')) {
  const mark = document.createElement('meta')
  mark.id = 'react-aria-pressable-style'
  document.head.append(mark)
}

/** Providers around the application, once: styles, language, shortcuts, toasts. */
export function UiRoot({ children }: { children: ReactNode }) {
  return (
    <I18nProvider locale="id-ID">
      <ShortcutListener>
        <ToastProvider>{children}</ToastProvider>
      </ShortcutListener>
    </I18nProvider>
  )
}
