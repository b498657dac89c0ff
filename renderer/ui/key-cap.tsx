import styles from './key-cap.module.css'
import { type Keys, keyParts } from './shortcut.ts'

/**
 * Keyboard key (`kbd`).
 *
 * @param isSpoken false (aria-hidden) where the control has aria-keyshortcuts, which is nearly everywhere
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
