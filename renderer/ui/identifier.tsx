import { groupedDigits, maskedNik } from '../../shared/display.ts'
import styles from './identifier.module.css'

/**
 * A number that people read out, in mono: No. KK and NIK in groups of four, where the whole is needed. A
 * registration number, which has signs of its own in it, stays as it is written.
 */
export function Identifier({ value }: { value: string }) {
  return <span className={styles.identifier}>{/^\d+$/.test(value) ? groupedDigits(value) : value}</span>
}

/**
 * A NIK. In lists it is masked: `3271 03•• •••• 0001`. What already comes masked stays as it is.
 *
 * @param masked default true: the whole is shown only where the work needs it, and such views are logged
 */
export function Nik({ value, masked = true }: { value: string; masked?: boolean }) {
  return <span className={styles.identifier}>{masked ? maskedNik(value) : groupedDigits(value)}</span>
}
