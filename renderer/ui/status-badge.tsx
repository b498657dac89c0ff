import { CircleCheck, CircleDashed, CircleX, Hourglass, type LucideIcon, TriangleAlert } from 'lucide-react'
import { classes } from './classes.ts'
import styles from './status-badge.module.css'

/** The five states anything here can be in. */
export type Status = 'siap' | 'periksa' | 'salah' | 'selesai' | 'menunggu'

const faces: Record<Status, { icon: LucideIcon; word: string }> = {
  siap: { icon: CircleDashed, word: 'Siap' },
  periksa: { icon: TriangleAlert, word: 'Periksa' },
  salah: { icon: CircleX, word: 'Salah' },
  selesai: { icon: CircleCheck, word: 'Selesai' },
  menunggu: { icon: Hourglass, word: 'Menunggu' },
}

export type StatusBadgeProps = {
  status: Status
  /** The word, where the matter has a better one: "Dikembalikan" for periksa. Default: the state's own. */
  children?: string | undefined
  /** Without the soft ground, for dense lists. */
  isPlain?: boolean | undefined
}

/** A state as icon, word and colour; never colour alone. */
export function StatusBadge({ status, children, isPlain = false }: StatusBadgeProps) {
  const { icon: Icon, word } = faces[status]
  return (
    <span className={classes(styles.badge, styles[status], !isPlain && styles.filled)}>
      <Icon aria-hidden="true" />
      {children ?? word}
    </span>
  )
}
