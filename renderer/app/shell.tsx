import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../api/client.ts'
import { ErrorBoundary } from '../api/failure.tsx'
import { type HelpId, helpOfRoute } from '../help/help-pages.tsx'
import { HelpPanel } from '../help/help-panel.tsx'
import { screenKey } from '../lib/route.ts'
import { goBack, navigate, useRoute } from '../lib/router.ts'
import { useIdleTimer } from '../session/idle-timer.ts'
import { useLock } from '../session/lock.ts'
import { useHasRole, useSession } from '../session/session.tsx'
import { TrainingBanner } from '../session/training-banner.tsx'
import { CommandPalette } from '../ui/command-palette.tsx'
import { ShortcutSheet } from '../ui/shortcut-sheet.tsx'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { AppNavigation } from './app-navigation.tsx'
import { AppStatusBar } from './app-status-bar.tsx'
import { CurrentScreen } from './current-screen.tsx'
import { usePaletteItems, usePersonSearch } from './palette-content.ts'
import styles from './shell.module.css'
import { TopBar } from './top-bar.tsx'

/** Application shell: top bar, navigation rail, status bar, and global shortcuts. */
export function Shell() {
  const route = useRoute()
  const currentKey = screenKey(route)
  const { training, settings } = useSession()
  const hasRole = useHasRole()
  const lock = useLock()
  const [opened, setOpened] = useState<'palette' | 'keys'>()
  const [help, setHelp] = useState<HelpId>()
  const closeHelp = useCallback(() => setHelp(undefined), [])
  const lockingIn = useIdleTimer(settings.idleMinutes, {
    onIdle: () => void lock(),
    // Errors are ignored: the next call shows whether the session has ended.
    onInput: () => void call('session.alive', {}).catch(() => undefined),
  })
  const screen = useScreenFocus(currentKey)
  const paletteItems = usePaletteItems(setHelp)
  const searchPeople = usePersonSearch()

  useShortcuts([
    {
      keys: 'Esc',
      label: 'Kembali',
      run: goBack,
      when: route.screen !== 'home' || help !== undefined,
      group: 'Semua layar',
    },
    { keys: 'Ctrl+K', label: 'Cari dan perintah', run: () => setOpened('palette'), group: 'Semua layar' },
    { keys: 'Ctrl+L', label: 'Kunci layar', run: () => void lock(), group: 'Semua layar' },
    {
      keys: 'F2',
      label: 'Permohonan baru',
      run: () => navigate({ screen: 'new-application' }),
      when: hasRole('petugas'),
      group: 'Semua layar',
    },
  ])

  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => screen.current?.focus()}>
        Langsung ke isi layar
      </button>
      <div className={styles.training}>{training && <TrainingBanner />}</div>
      <div className={styles.top}>
        <TopBar onSearch={() => setOpened('palette')} />
      </div>
      <div className={styles.middle}>
        <AppNavigation route={route} />
        <main ref={screen} className={styles.screen} tabIndex={-1}>
          <ErrorBoundary resetKey={currentKey}>
            <CurrentScreen route={route} />
          </ErrorBoundary>
        </main>
        {help && <HelpPanel page={help} onPage={setHelp} onClose={closeHelp} />}
      </div>
      <div className={styles.bottom}>
        <AppStatusBar
          lockingIn={lockingIn}
          onHelp={() => setHelp(help ? undefined : helpOfRoute(route))}
          onKeys={() => setOpened('keys')}
        />
      </div>
      <CommandPalette
        isOpen={opened === 'palette'}
        onClose={() => setOpened(undefined)}
        items={paletteItems}
        search={searchPeople}
      />
      <ShortcutSheet isOpen={opened === 'keys'} onClose={() => setOpened(undefined)} />
    </div>
  )
}

/** Focuses the title of a new screen, also after sign-in, unless the screen has set the focus itself. */
function useScreenFocus(key: string) {
  const screen = useRef<HTMLElement>(null)
  const shown = useRef<string>(undefined)
  useEffect(() => {
    const element = screen.current
    if (!element || shown.current === key) return
    shown.current = key
    element.scrollTo(0, 0)
    if (element.contains(document.activeElement)) return
    const title = element.querySelector('h1')
    ;(title ?? element).focus({ preventScroll: true })
  }, [key])
  return screen
}
