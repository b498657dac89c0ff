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

const faces: Record<FindingLevel, { icon: LucideIcon; word: string }> = {
  error: { icon: CircleX, word: 'Salah' },
  warning: { icon: TriangleAlert, word: 'Periksa' },
  information: { icon: Info, word: 'Info' },
}

/** One finding: icon, word and colour, its sentence, and the button or key that answers it. */
export function FindingLine({ finding, isActive = true }: { finding: FieldFinding; isActive?: boolean }) {
  const { icon: Icon, word } = faces[finding.level]
  return (
    <div className={classes(styles.line, styles[finding.level])}>
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.said}>
        {' '}
        <span className={styles.text}>
          <strong className={styles.word}>{word}</strong> {finding.text}
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
