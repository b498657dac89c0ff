import { CircleX, CloudOff, Inbox, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import type { Keys } from './shortcut.ts'
import styles from './view-states.module.css'

/** Action offered by a view state. */
export type NextAction = { label: string; run: () => void; shortcut?: Keys | undefined }

type ViewStateProps = {
  icon: LucideIcon
  tone: string | undefined
  title: string
  children: ReactNode
  next?: NextAction | undefined
}

function ViewState({ icon: Icon, tone, title, children, next }: ViewStateProps) {
  return (
    <div className={classes(styles.state, tone)}>
      <Icon className={styles.icon} aria-hidden="true" />
      <p className={styles.title}>{title}</p>
      <div className={styles.text}>{children}</div>
      {next && (
        <Button onPress={next.run} shortcut={next.shortcut}>
          {next.label}
        </Button>
      )}
    </div>
  )
}

/** Empty state: says what to do, with the shortcut. */
export function EmptyState(props: {
  title: string
  children?: string
  next?: NextAction | undefined
  icon?: LucideIcon
}) {
  return (
    <ViewState icon={props.icon ?? Inbox} tone={undefined} title={props.title} next={props.next}>
      {props.children}
    </ViewState>
  )
}

/** Offline state: the centre does not answer; says what still works. */
export function OfflineState(props: { title: string; children: string; next?: NextAction | undefined }) {
  return (
    <ViewState icon={CloudOff} tone={styles.offline} title={props.title} next={props.next}>
      {props.children}
    </ViewState>
  )
}

/** Error state: a sentence with the next step, the log number, and a retry action. */
export function ErrorState(props: {
  title: string
  children: string
  number?: string | undefined
  next?: NextAction | undefined
}) {
  return (
    <div role="alert">
      <ViewState icon={CircleX} tone={styles.failed} title={props.title} next={props.next}>
        {props.children}
        {props.number && (
          <p className={styles.number}>
            Nomor kejadian <span>{props.number}</span>
          </p>
        )}
      </ViewState>
    </div>
  )
}

/**
 * Loading state: skeleton rows, so that nothing shifts.
 *
 * @param rows expected number of rows
 */
export function LoadingState({ label = 'Memuat', rows = 4 }: { label?: string; rows?: number }) {
  return (
    <div className={styles.loading} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <span key={row} className={styles.row} />
      ))}
    </div>
  )
}
