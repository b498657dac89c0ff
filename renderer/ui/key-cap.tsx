import styles from './key-cap.module.css'
import { type Keys, keyParts } from './shortcut.ts'

/** A key as it looks on the keyboard, beside the word of what it does. Hidden from screen readers: the control
 * it stands on says it with aria-keyshortcuts. */
export function KeyCap({ keys }: { keys: Keys }) {
  return (
    <span className={styles.keys} aria-hidden="true">
      {keyParts(keys).map((part) => (
        <kbd key={part} className={styles.key}>
          {part}
        </kbd>
      ))}
    </span>
  )
}
