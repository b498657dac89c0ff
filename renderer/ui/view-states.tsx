import { CircleX, CloudOff, Inbox, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import type { Keys } from './shortcut.ts'
import styles from './view-states.module.css'

/** The way on from a place that has nothing to show. */
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

/** Nothing here yet: says what to do, with the key. */
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

/** The centre does not answer: says what still works and what happens by itself. */
export function OfflineState(props: { title: string; children: string; next?: NextAction | undefined }) {
  return (
    <ViewState icon={CloudOff} tone={styles.offline} title={props.title} next={props.next}>
      {props.children}
    </ViewState>
  )
}

/** It went wrong: a sentence with the next step, the number that IT can look up, and another try. */
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
 * The place is being filled. Grey lines in the shape of what comes, so that nothing jumps.
 *
 * @param lines how many rows are expected
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
