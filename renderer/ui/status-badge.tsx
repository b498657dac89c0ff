import { CircleCheck, CircleDashed, CircleX, Hourglass, type LucideIcon, TriangleAlert } from 'lucide-react'
import { classes } from './classes.ts'
import styles from './status-badge.module.css'

/** The five statuses that a badge can show. */
export type Status = 'siap' | 'periksa' | 'salah' | 'selesai' | 'menunggu'

const statuses: Record<Status, { icon: LucideIcon; label: string }> = {
  siap: { icon: CircleDashed, label: 'Siap' },
  periksa: { icon: TriangleAlert, label: 'Periksa' },
  salah: { icon: CircleX, label: 'Salah' },
  selesai: { icon: CircleCheck, label: 'Selesai' },
  menunggu: { icon: Hourglass, label: 'Menunggu' },
}

export type StatusBadgeProps = {
  status: Status
  /** Label, where there is a better one: "Dikembalikan" for periksa. Default: the label of the status. */
  children?: string | undefined
  /** Without background, for dense lists. */
  isPlain?: boolean | undefined
}

/** Status as icon, label and colour; never colour alone. */
export function StatusBadge({ status, children, isPlain = false }: StatusBadgeProps) {
  const { icon: Icon, label } = statuses[status]
  return (
    <span className={classes(styles.badge, styles[status], !isPlain && styles.filled)}>
      <Icon aria-hidden="true" />
      {children ?? label}
    </span>
  )
}
