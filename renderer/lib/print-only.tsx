import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import styles from './print-only.module.css'

/** What is printed in place of the screen, as long as it is mounted; never seen on the screen itself. */
export function PrintOnly({ children }: { children: ReactNode }) {
  return createPortal(<div className={styles.paper}>{children}</div>, document.body)
}
