import { type ReactNode, useId } from 'react'
import { count } from '../../shared/display.ts'
import styles from './home.module.css'

/** Section of the home screen with heading and count. */
export function HomeSection({
  title,
  total,
  children,
}: {
  title: string
  total?: number | undefined
  children: ReactNode
}) {
  const titleId = useId()
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.heading}>
        {title}
        {total !== undefined && total > 0 && <span className={styles.count}>{count(total)}</span>}
      </h2>
      {children}
    </section>
  )
}
