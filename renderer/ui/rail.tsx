import type { LucideIcon } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { classes } from './classes.ts'
import styles from './rail.module.css'
import { ariaKeys, type Keys } from './shortcut.ts'
import { useShortcuts } from './shortcuts.tsx'

export type NavigationRailItem = {
  id: string
  label: string
  icon: LucideIcon
  /** Badge count; 0 and undefined are not shown. */
  count?: number | undefined
  shortcut?: Keys | undefined
}

export type NavigationRailProps = {
  items: readonly NavigationRailItem[]
  current: string
  onSelect: (id: string) => void
}

/** Navigation rail at the left edge. */
export function NavigationRail({ items, current, onSelect }: NavigationRailProps) {
  useShortcuts(
    items.flatMap(({ id, label, shortcut }) =>
      shortcut ? [{ keys: shortcut, label, run: () => onSelect(id), group: 'Semua layar' }] : [],
    ),
  )
  return (
    <nav className={styles.rail} aria-label="Bagian aplikasi">
      {items.map(({ id, label, icon: Icon, count = 0, shortcut }) => (
        <Button
          key={id}
          className={classes(styles.item, id === current && styles.current)}
          onPress={() => onSelect(id)}
          {...(id === current && { 'aria-current': 'page' })}
          {...(shortcut && { 'aria-keyshortcuts': ariaKeys(shortcut) })}
        >
          <span className={styles.icon}>
            <Icon aria-hidden="true" />
            {count > 0 && <span className={styles.count}>{count}</span>}
          </span>
          <span className={styles.label}>{label}</span>
        </Button>
      ))}
    </nav>
  )
}
