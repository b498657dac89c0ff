import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { classes } from './classes.ts'
import styles from './icon-button.module.css'
import { ariaKeys, type Keys } from './shortcut.ts'
import { useShortcuts } from './shortcuts.tsx'
import { Tooltip } from './tooltip.tsx'

export type IconButtonProps = {
  icon: LucideIcon
  /** Accessible name and tooltip. */
  label: string
  onPress: () => void
  shortcut?: Keys | undefined
  shortcutGroup?: string | undefined
  /** Holding the key repeats it, as for zoom. */
  shortcutRepeats?: boolean | undefined
  isDisabled?: boolean | undefined
  /** Makes it a toggle button ("Tampilkan asli"). */
  isOn?: boolean | undefined
  size?: 'normal' | 'small' | undefined
}

/** Icon-only button with a tooltip, only for toolbars that people use all day (the viewer's). */
export function IconButton(props: IconButtonProps) {
  const { icon: Icon, label, onPress, shortcut, isDisabled = false, isOn, size = 'normal' } = props
  useShortcuts(
    shortcut
      ? [
          {
            keys: shortcut,
            label,
            run: onPress,
            when: !isDisabled,
            group: props.shortcutGroup,
            repeats: props.shortcutRepeats,
          },
        ]
      : [],
  )
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <AriaButton
        className={classes(styles.button, styles[size], isOn && styles.on)}
        aria-label={label}
        onPress={onPress}
        isDisabled={isDisabled}
        {...(isOn !== undefined && { 'aria-pressed': isOn })}
        {...(shortcut && { 'aria-keyshortcuts': ariaKeys(shortcut) })}
      >
        <Icon />
      </AriaButton>
    </Tooltip>
  )
}
