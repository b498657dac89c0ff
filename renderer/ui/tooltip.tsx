import type { ReactNode } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { KeyCap } from './key-cap.tsx'
import type { Keys } from './shortcut.ts'
import styles from './tooltip.module.css'

export type TooltipProps = {
  label: string
  shortcut?: Keys | undefined
  /** The button that it explains: one element. */
  children: ReactNode
}

/** Word and key beside a button that shows only an icon; on hover and on keyboard focus. */
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
