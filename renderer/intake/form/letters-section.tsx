import { documentNames } from '../../../shared/form.ts'
import { FieldFlow } from '../../ui/field-flow.tsx'
import { useDraftState } from '../draft/draft-context.ts'
import { letterPath } from '../draft/field-labels.ts'
import { type LetterField, withLetter } from '../draft/form-edits.ts'
import styles from './form.module.css'
import { type FieldSpec, FormField } from './form-field.tsx'

const fields: readonly (readonly [LetterField, string, FieldSpec])[] = [
  ['number', 'Nomor', { as: 'text', span: 7 }],
  ['date', 'Tanggal', { as: 'date', span: 5 }],
]

/** Number and date of the letters that this kind of application requires. */
export function LettersSection() {
  const rule = useDraftState((state) => state.rule)
  const letters = rule.documents.filter((document) => document.letterDetails)
  if (letters.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby="intake-letters">
      <h2 id="intake-letters" className={styles.heading}>
        Surat
      </h2>
      <div className={styles.grid}>
        <FieldFlow>
          {letters.flatMap(({ document }) =>
            fields.map(([field, label, spec]) => (
              <FormField
                key={letterPath(document, field)}
                path={letterPath(document, field)}
                label={`${label} ${midSentence(documentNames[document])}`}
                spec={spec}
                read={(form) => form.letters.find((letter) => letter.kind === document)?.[field] ?? ''}
                write={(form, value) => withLetter(form, document, field, value)}
              />
            )),
          )}
        </FieldFlow>
      </div>
    </section>
  )
}

/** `Surat faskes` inside a sentence is `surat faskes`; `SKTM` stays. */
function midSentence(name: string): string {
  return /^.[a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}
