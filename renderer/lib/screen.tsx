import { type ReactNode, useEffect } from 'react'
import { Tabs, type TabsProps } from '../ui/tabs.tsx'
import styles from './screen.module.css'

export type ScreenProps = {
  title: string
  /** Lead text under the title. */
  lead?: string | undefined
  /** Beside the title: the action of the screen, a count. */
  aside?: ReactNode
  children: ReactNode
}

/**
 * A screen with its title. The title gets the focus on navigation, so that a screen reader announces the
 * screen and Tab starts at the top.
 */
export function Screen({ title, lead, aside, children }: ScreenProps) {
  useEffect(() => {
    document.title = `${title} · SOLID Loket`
  }, [title])
  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <div>
          <h1 className={styles.title} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {aside}
      </header>
      {children}
    </div>
  )
}

/** The tabs of a screen, aligned with its title. */
export function ScreenTabs(props: TabsProps) {
  return (
    <div className={styles.tabs}>
      <Tabs {...props} />
    </div>
  )
}
