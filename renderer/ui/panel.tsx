import { type ReactNode, useId } from 'react'
import { classes } from './classes.ts'
import styles from './panel.module.css'

export type PanelProps = {
  /** Without a title the panel needs `label`. */
  title?: string | undefined
  label?: string | undefined
  /** Stands at the right of the title: a count, a badge, a quiet button. */
  aside?: ReactNode
  children: ReactNode
  /** What stays at the bottom while the rest scrolls: the actions. */
  footer?: ReactNode
  /** Fills its column and scrolls inside. Default: as tall as what is in it. */
  fills?: boolean | undefined
  /** The line that separates it from its neighbour. Default none. */
  edge?: 'left' | 'right' | 'top' | 'bottom' | undefined
  /** surface: where work is done; ground: around it; desk: under scans. Default surface. */
  background?: 'surface' | 'ground' | 'desk' | undefined
  /** Without the inner margin, for lists and scans that go to the edge. */
  isFlush?: boolean | undefined
}

/** A part of the screen, separated by a line and not by a card. */
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
