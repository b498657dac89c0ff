import type { ReactNode } from 'react'
import { classes } from '../ui/classes.ts'
import styles from './catalogue.module.css'

/** A framed example with its caption. */
export function Sample(props: { caption: string; layout?: 'row' | 'grid'; children: ReactNode }) {
  return (
    <div className={styles.sample}>
      <p className={styles.caption}>{props.caption}</p>
      <div className={classes(props.layout && styles[props.layout])}>{props.children}</div>
    </div>
  )
}
