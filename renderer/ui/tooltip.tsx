import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { KeyCap } from './key-cap.tsx'
import type { Keys } from './shortcut.ts'
import styles from './tooltip.module.css'

export type TooltipProps = {
  label: string
  shortcut?: Keys | undefined
  /** The trigger: one element. */
  children: ReactNode
}

/** Tooltip with label and shortcut for an icon button; on hover and on keyboard focus. */
export function Tooltip({ label, shortcut, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip className={styles.tooltip ?? ''} offset={6}>
        {label}
        {shortcut && <KeyCap keys={shortcut} />}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
