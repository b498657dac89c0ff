import { type ReactNode, useId } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { classes } from './classes.ts'
import styles from './dialog.module.css'
import { ShortcutScope } from './shortcuts.tsx'

export type DialogProps = {
  title: string
  isOpen: boolean
  /** Esc, or a click outside where that loses nothing. */
  onClose: () => void
  children: ReactNode
  /** Buttons: cancel first, the primary action last. */
  footer?: ReactNode
  /** Dismissable by a click outside. Only where nothing typed can be lost. Default false. */
  isLight?: boolean | undefined
  size?: 'normal' | 'wide' | undefined
}

/**
 * Modal dialog, only for actions that must not run beside others: signing, decisions that cannot be undone.
 * Everything else is a panel. The screen's shortcuts are disabled while it is open.
 */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  footer,
  isLight = false,
  size = 'normal',
}: DialogProps) {
  const titleId = useId()
  return (
    <ModalOverlay
      className={styles.backdrop ?? ''}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={isLight}
    >
      <Modal className={classes(styles.modal, styles[size])}>
        <ShortcutScope>
          <AriaDialog className={styles.dialog ?? ''} aria-labelledby={titleId}>
            <Heading id={titleId} level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            <div className={styles.body}>{children}</div>
            {footer && <footer className={styles.footer}>{footer}</footer>}
          </AriaDialog>
        </ShortcutScope>
      </Modal>
    </ModalOverlay>
  )
}
