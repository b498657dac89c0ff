import { CircleX, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { FindingLevel } from '../../shared/validation/finding.ts'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import styles from './finding-row.module.css'
import type { Keys } from './shortcut.ts'

/** What a check has to say about a value, in one line, and what the person can do about it. */
export type FieldFinding = {
  /** The rule that speaks, unique within the field. */
  code: string
  level: FindingLevel
  /** One short sentence: "Tanggal lahir berbeda dari NIK". */
  text: string
  /** What answers it: taking over the suggested value, giving a reason. */
  answer?: { label: string; run: () => void; shortcut?: Keys | undefined } | undefined
}

const levels: Record<FindingLevel, { icon: LucideIcon; label: string }> = {
  error: { icon: CircleX, label: 'Salah' },
  warning: { icon: TriangleAlert, label: 'Periksa' },
  information: { icon: Info, label: 'Info' },
}

/** One finding: icon, word and colour, its sentence, and the button or key that answers it. */
export function FindingRow({ finding, isActive = true }: { finding: FieldFinding; isActive?: boolean }) {
  const { icon: Icon, label } = levels[finding.level]
  return (
    <div className={classes(styles.row, styles[finding.level])}>
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.content}>
        {' '}
        <span className={styles.text}>
          <strong className={styles.level}>{label}</strong> {finding.text}
        </span>
        {finding.answer && (
          <Button
            variant="quiet"
            size="small"
            onPress={finding.answer.run}
            shortcut={finding.answer.shortcut}
            shortcutActive={isActive}
            shortcutGroup="Temuan"
          >
            {finding.answer.label}
          </Button>
        )}
      </div>
    </div>
  )
}
