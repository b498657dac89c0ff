import { classes } from '../ui/classes.ts'
import styles from './case-data.module.css'
import type { Fact } from './member-facts.ts'

/** Labels and values in two columns; what a finding doubts is bold. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value, isNumber, isDoubted }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd className={classes(isNumber && styles.number, isDoubted && styles.doubted)}>{value || '–'}</dd>
        </div>
      ))}
    </dl>
  )
}
