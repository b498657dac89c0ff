import { type ReactNode, useEffect } from 'react'
import { Tabs, type TabsProps } from '../ui/tabs.tsx'
import styles from './screen.module.css'

export type ScreenProps = {
  title: string
  /** One line under the title, for what the title cannot say. */
  lead?: string | undefined
  /** At the right of the title: the action of the screen, a count. */
  aside?: ReactNode
  children: ReactNode
}

/**
 * A screen with its title. The title takes the focus when the screen is entered, so that a screen reader says
 * where one is and Tab begins at the top.
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

/** The tabs of a screen, their words in line with its title. */
export function ScreenTabs(props: TabsProps) {
  return (
    <div className={styles.tabs}>
      <Tabs {...props} />
    </div>
  )
}
