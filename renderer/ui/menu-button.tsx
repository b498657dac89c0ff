import { ChevronDown, type LucideIcon } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { classes } from './classes.ts'
import { KeyCap } from './key-cap.tsx'
import menu from './menu.module.css'
import styles from './menu-button.module.css'
import type { Keys } from './shortcut.ts'

export type MenuChoice = {
  id: string
  label: string
  icon: LucideIcon
  /** Display only; the shortcut is registered elsewhere. */
  keys?: Keys | undefined
  run: () => void
}

/** Menu button: a few related commands. */
export function MenuButton({ label, choices }: { label: string; choices: readonly MenuChoice[] }) {
  return (
    <MenuTrigger>
      <Button className={styles.trigger ?? ''}>
        <span className={styles.label}>{label}</span>
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className={menu.popover ?? ''} placement="bottom end" offset={4}>
        <Menu
          className={menu.menu ?? ''}
          aria-label={label}
          onAction={(id) => choices.find((choice) => choice.id === id)?.run()}
        >
          {choices.map(({ id, label: word, icon: Icon, keys }) => (
            <MenuItem key={id} id={id} textValue={word} className={classes(menu.item, styles.choice)}>
              <Icon aria-hidden="true" />
              <span className={styles.label}>{word}</span>
              {keys && <KeyCap keys={keys} />}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
