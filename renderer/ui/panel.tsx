import { type ReactNode, useId } from 'react'
import { classes } from './classes.ts'
import styles from './panel.module.css'

export type PanelProps = {
  /** Without a title the panel needs `label`. */
  title?: string | undefined
  label?: string | undefined
  /** Beside the title: a count, a badge, a quiet button. */
  aside?: ReactNode
  children: ReactNode
  /** Sticky footer: the actions. */
  footer?: ReactNode
  /** Fills its column and scrolls. Default: as tall as its content. */
  fills?: boolean | undefined
  /** Side with a border. Default none. */
  edge?: 'left' | 'right' | 'top' | 'bottom' | undefined
  /** surface: content; ground: page background; desk: background of scans. Default surface. */
  background?: 'surface' | 'ground' | 'desk' | undefined
  /** Without padding, for lists and scans. */
  isFlush?: boolean | undefined
}

/** Section of the screen, separated by a border instead of a card. */
export function Panel(props: PanelProps) {
  const {
    title,
    label,
    aside,
    children,
    footer,
    fills = false,
    edge,
    background = 'surface',
    isFlush = false,
  } = props
  const titleId = useId()
  return (
    <section
      className={classes(styles.panel, styles[background], edge && styles[edge], fills && styles.fills)}
      {...(title ? { 'aria-labelledby': titleId } : { 'aria-label': label })}
    >
      {title && (
        <header className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          {aside}
        </header>
      )}
      <div className={classes(styles.body, isFlush && styles.flush)}>{children}</div>
      {footer && <footer className={styles.footer}>{footer}</footer>}
    </section>
  )
}
