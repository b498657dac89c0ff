import { groupDigits, maskDigits } from './digits.ts'
import styles from './identifier.module.css'

/** A long number in mono, in groups of four: No. KK, registration number, NIK where the whole is needed. */
export function Identifier({ value }: { value: string }) {
  return <span className={styles.identifier}>{groupDigits(value)}</span>
}

/**
 * A NIK. In lists it is masked: `3271 03•• •••• 0001`. What comes masked from the other side stays as it is.
 *
 * @param masked default true: the whole is shown only where the work needs it, and such views are logged
 */
export function Nik({ value, masked = true }: { value: string; masked?: boolean }) {
  return <span className={styles.identifier}>{masked ? maskDigits(value) : groupDigits(value)}</span>
}
