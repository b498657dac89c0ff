import { groupedDigits, maskedNik } from '../../shared/display.ts'
import styles from './identifier.module.css'

/**
 * A number in mono: No. KK and NIK in groups of four, unmasked. Registration numbers have their own
 * separators and stay as they are.
 */
export function Identifier({ value }: { value: string }) {
  return <span className={styles.identifier}>{/^\d+$/.test(value) ? groupedDigits(value) : value}</span>
}

/**
 * A NIK, in lists masked: `3271 03•• •••• 0001`. A masked value stays as it is.
 *
 * @param masked default true: unmasked only where the task needs it, and such views are in the access log
 */
export function Nik({ value, masked = true }: { value: string; masked?: boolean }) {
  return <span className={styles.identifier}>{masked ? maskedNik(value) : groupedDigits(value)}</span>
}
