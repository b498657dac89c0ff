import styles from './key-cap.module.css'
import { type Keys, keyParts } from './shortcut.ts'

/**
 * A key as it looks on the keyboard, beside the word of what it does.
 *
 * @param isSpoken false where the control it stands on says it with aria-keyshortcuts, which is nearly everywhere
 */
export function KeyCap({ keys, isSpoken = false }: { keys: Keys; isSpoken?: boolean }) {
  return (
    <span className={styles.keys} aria-hidden={!isSpoken}>
      {keyParts(keys).map((part) => (
        <kbd key={part} className={styles.key}>
          {part}
        </kbd>
      ))}
    </span>
  )
}
