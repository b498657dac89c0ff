import { classes } from '../ui/classes.ts'
import styles from './case-data.module.css'
import type { Fact } from './member-facts.ts'

/**
 * Values in the rows of the card; those with a finding in bold. Every value has a label for screen readers.
 */
export function Facts({ rows }: { rows: readonly (readonly Fact[])[] }) {
  return (
    <div className={styles.facts}>
      {rows.map((row) => (
        <dl key={row.map((fact) => fact.label).join()} className={styles.row}>
          {row.map(({ label, value, isNumber, isDoubted, isNamed }) => (
            <div key={label} className={styles.fact}>
              <dt className={isNamed ? styles.label : styles.visuallyHidden}>{label}</dt>
              <dd className={classes(isNumber && styles.number, isDoubted && styles.doubted)}>{value}</dd>
            </div>
          ))}
        </dl>
      ))}
    </div>
  )
}
