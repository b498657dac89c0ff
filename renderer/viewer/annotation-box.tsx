import type { Area } from '../../shared/area.ts'
import { classes } from '../ui/classes.ts'
import styles from './annotation-box.module.css'

export interface Mark {
  readonly area: Area
  /** Why it is marked: the field with the focus was read there, or something is wrong with the picture there. */
  readonly because: 'looked-at' | 'warning' | 'refusal'
}

const percent = (share: number): string => `${share * 100}%`

/** A frame around a part of the picture that it lies on; what is said of that part stands in words elsewhere. */
export function AreaMark({ mark: { area, because } }: { mark: Mark }) {
  return (
    <span
      className={classes(styles.mark, because !== 'looked-at' && styles[because])}
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
