import { CircleX, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { FindingLevel } from '../../shared/validation/finding.ts'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import styles from './finding-row.module.css'
import type { Keys } from './shortcut.ts'

/** Finding about a field, with an optional action. */
export type FieldFinding = {
  /** Code of the rule, unique within the field. */
  code: string
  level: FindingLevel
  /** One short sentence: "Tanggal lahir berbeda dari NIK". */
  text: string
  /** Action that resolves it: use the suggested value, give a reason. */
  answer?: { label: string; run: () => void; shortcut?: Keys | undefined } | undefined
}

const levels: Record<FindingLevel, { icon: LucideIcon; label: string }> = {
  error: { icon: CircleX, label: 'Salah' },
  warning: { icon: TriangleAlert, label: 'Periksa' },
  information: { icon: Info, label: 'Info' },
}

/** One finding: icon, level and colour, its sentence, and the button that resolves it. */
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
