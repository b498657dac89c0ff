import type { ReactNode } from 'react'
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar'
import { classes } from './classes.ts'
import styles from './toolbar.module.css'

/** A row of tools; one Tab stop, arrows move inside it. Groups are set apart with ToolbarLine. */
export function Toolbar(props: {
  label: string
  children: ReactNode
  orientation?: 'horizontal' | 'vertical'
}) {
  const { label, children, orientation = 'horizontal' } = props
  return (
    <AriaToolbar
      className={classes(styles.toolbar, styles[orientation])}
      aria-label={label}
      orientation={orientation}
    >
      {children}
    </AriaToolbar>
  )
}

/** The line between two groups of tools. */
export function ToolbarSeparator() {
  return <span className={styles.separator} aria-hidden="true" />
}
