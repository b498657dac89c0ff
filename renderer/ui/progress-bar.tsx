import { Label } from 'react-aria-components/Label'
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar'
import { Button } from './button.tsx'
import styles from './progress-bar.module.css'

export type ProgressBarProps = {
  /** What is running: "Mengirim 3 permohonan". */
  label: string
  /** 0 to 1; undefined: indeterminate. */
  share?: number | undefined
  /** Progress as text: "1,2 dari 4,8 MB". */
  detail?: string | undefined
  onCancel?: (() => void) | undefined
}

/** Progress bar with label, detail and cancel button. */
export function ProgressBar({ label, share, detail, onCancel }: ProgressBarProps) {
  const percent = Math.round((share ?? 0) * 100)
  return (
    <div className={styles.row}>
      <AriaProgressBar
        className={styles.progress ?? ''}
        value={percent}
        isIndeterminate={share === undefined}
        {...(detail && { valueLabel: detail })}
      >
        <span className={styles.labels}>
          <Label>{label}</Label>
          <span className={styles.detail}>{detail ?? (share !== undefined && `${percent} %`)}</span>
        </span>
        <span className={styles.track}>
          <span
            className={share === undefined ? styles.running : styles.done}
            style={share === undefined ? undefined : { width: `${percent}%` }}
          />
        </span>
      </AriaProgressBar>
      {onCancel && (
        <Button variant="quiet" size="small" onPress={onCancel}>
          Batalkan
        </Button>
      )}
    </div>
  )
}
