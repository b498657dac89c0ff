import type { Area } from '../../shared/area.ts'
import { classes } from '../ui/classes.ts'
import styles from './annotation-box.module.css'

export interface Annotation {
  readonly area: Area
  /** The focused field was read there, or the picture has a quality problem there. */
  readonly reason: 'focused-field' | 'warning' | 'refusal'
}

const percent = (share: number): string => `${share * 100}%`

/** Rectangle over an area of the picture. Hidden from screen readers: a finding says the same in words. */
export function AnnotationBox({ annotation: { area, reason } }: { annotation: Annotation }) {
  return (
    <span
      className={classes(styles.annotation, reason !== 'focused-field' && styles[reason])}
      style={{
        left: percent(area.left),
        top: percent(area.top),
        width: percent(area.width),
        height: percent(area.height),
      }}
      aria-hidden="true"
    />
  )
}
