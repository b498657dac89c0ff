import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import type { Status } from './status-badge.tsx'
import styles from './status-bar.module.css'

/** Bar at the bottom of the window: status on the left, help on the right. */
export function StatusBar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <footer className={styles.bar}>
      <div className={styles.items} role="status">
        {children}
      </div>
      <div className={styles.items}>{end}</div>
    </footer>
  )
}

/** Item of the status bar. */
export function StatusBarItem(props: { icon?: LucideIcon; status?: Status; children: ReactNode }) {
  const { icon: Icon, status, children } = props
  return (
    <span className={classes(styles.item, status && styles[status])}>
      {Icon && <Icon aria-hidden="true" />}
      {children}
    </span>
  )
}
