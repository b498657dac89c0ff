import type { ReactNode } from 'react'
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar'
import { classes } from './classes.ts'
import styles from './toolbar.module.css'

/** Toolbar: one tab stop, arrow keys move inside it. Groups are separated by ToolbarSeparator. */
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

/** Separator between two groups of tools. */
export function ToolbarSeparator() {
  return <span className={styles.separator} aria-hidden="true" />
}
