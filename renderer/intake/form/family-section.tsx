import { type FamilyField, familyPath } from '../../../shared/field-path.ts'
import { FieldFlow } from '../../ui/field-flow.tsx'
import { useDraft } from '../draft/draft-context.ts'
import { familyLabels } from '../draft/field-labels.ts'
import { withFamily } from '../draft/form-edits.ts'
import { advanceFromLastField } from '../draft/member-edits.ts'
import { ConfirmGroup } from './confirm-group.tsx'
import styles from './form.module.css'
import { type FieldSpec, FormField } from './form-field.tsx'

/** The head of the Kartu Keluarga, in the order in which the card prints it. */
export function FamilySection() {
  const draft = useDraft()
  const villages = draft.reference.villages.map(({ code, name, district }) => ({
    code,
    label: `${name}, ${district}`,
  }))
  const fields: readonly (readonly [FamilyField, FieldSpec])[] = [
    ['noKk', { as: 'digits', span: 6 }],
    ['headName', { as: 'capitals', span: 6 }],
    ['address', { as: 'capitals', span: 6 }],
    ['rt', { as: 'text', inputMode: 'numeric', span: 3 }],
    ['rw', { as: 'text', inputMode: 'numeric', span: 3 }],
    ['village', { as: 'code', options: villages, span: 6 }],
    ['postalCode', { as: 'text', inputMode: 'numeric', span: 2 }],
    ['phone', { as: 'text', inputMode: 'tel', span: 4 }],
  ]
  return (
    <section className={styles.section} aria-labelledby="intake-family">
      <h2 id="intake-family" className={styles.heading}>
        Kartu Keluarga
      </h2>
      <div className={styles.grid}>
        <FieldFlow onEnd={() => advanceFromLastField(draft, null)}>
          {fields.map(([field, spec]) => (
            <FormField
              key={field}
              path={familyPath(field)}
              label={familyLabels[field]}
              spec={spec}
              read={(form) => form.family[field]}
              write={(form, value) => withFamily(form, field, value)}
            />
          ))}
        </FieldFlow>
      </div>
      <ConfirmGroup memberId={null} />
    </section>
  )
}
