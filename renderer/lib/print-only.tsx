import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import styles from './print-only.module.css'

/** Content for print only: while mounted it is printed instead of the screen. */
export function PrintOnly({ children }: { children: ReactNode }) {
  return createPortal(<div className={styles.paper}>{children}</div>, document.body)
}
