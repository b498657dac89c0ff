import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { KeyCap } from './key-cap.tsx'
import { ariaKeys, type Keys } from './shortcut.ts'
import { useShortcuts } from './shortcuts.tsx'

export type ButtonProps = {
  /** The action as a verb: "Ajukan ke kecamatan". */
  children: string
  onPress?: (() => void) | undefined
  /** One primary per screen. Danger: cannot be undone. Default secondary. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined
  size?: 'normal' | 'small' | 'large' | undefined
  icon?: LucideIcon | undefined
  /** Shortcut, shown on the button and registered by it. */
  shortcut?: Keys | undefined
  /** Heading of the key in the `?` list. */
  shortcutGroup?: string | undefined
  /** False disables the shortcut but not the button, as for a finding of a field without focus. */
  shortcutActive?: boolean | undefined
  isDisabled?: boolean | undefined
  /** Busy: keeps the focus, says "sedang berjalan", ignores presses. */
  isPending?: boolean | undefined
  type?: 'button' | 'submit' | undefined
  /** Full width of its column. */
  isWide?: boolean | undefined
  autoFocus?: boolean | undefined
  'aria-describedby'?: string | undefined
  ref?: Ref<HTMLButtonElement> | undefined
}

/**
 * A button with a label and its shortcut.
 *
 * @example <Button variant="primary" shortcut="F10" onPress={submit}>Ajukan ke kecamatan</Button>
 */
export function Button(props: ButtonProps) {
  const { children, onPress, variant = 'secondary', size = 'normal', icon: Icon, shortcut } = props
  const { shortcutGroup, shortcutActive = true, isDisabled = false, isPending = false } = props
  const isEnabled = !isDisabled && !isPending && onPress !== undefined
  useShortcuts(
    shortcut && onPress
      ? [
          {
            keys: shortcut,
            label: children,
            run: onPress,
            when: isEnabled && shortcutActive,
            group: shortcutGroup,
          },
        ]
      : [],
  )
  return (
    <AriaButton
      className={classes(styles.button, styles[variant], styles[size], props.isWide && styles.wide)}
      onPress={() => onPress?.()}
      isDisabled={isDisabled}
      isPending={isPending}
      type={props.type ?? 'button'}
      autoFocus={props.autoFocus ?? false}
      {...(shortcut && { 'aria-keyshortcuts': ariaKeys(shortcut) })}
      {...(props['aria-describedby'] && { 'aria-describedby': props['aria-describedby'] })}
      ref={props.ref}
    >
      <Content>
        {isPending ? (
          <span className={styles.pending} role="img" aria-label="sedang berjalan" />
        ) : (
          Icon && <Icon />
        )}
        <span className={styles.label}>{children}</span>
        {shortcut && <KeyCap keys={shortcut} />}
      </Content>
    </AriaButton>
  )
}

function Content({ children }: { children: ReactNode }) {
  return <span className={styles.content}>{children}</span>
}
