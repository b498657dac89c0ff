import { type MemberField, memberPath } from '../../../shared/field-path.ts'
import type { MemberForm } from '../../../shared/form.ts'
import { occupations } from '../../../shared/reference/occupations.ts'
import {
  bloodTypes,
  citizenships,
  educations,
  maritalStatuses,
  relationships,
  religions,
  sexes,
} from '../../../shared/reference/population.ts'
import { FieldFlow } from '../../ui/field-flow.tsx'
import type { DraftState } from '../draft/draft.ts'
import { useDraft, useDraftState } from '../draft/draft-context.ts'
import { memberLabels, showsImmigration, showsMarriageDate } from '../draft/field-labels.ts'
import { withMemberText } from '../draft/form-edits.ts'
import { advanceFromLastField } from '../draft/member-edits.ts'
import styles from './form.module.css'
import { type FieldSpec, FormField } from './form-field.tsx'

interface FieldOnCard {
  field: MemberField
  spec: FieldSpec
  /** Whether the field applies to this member. Default: always. */
  isShown?: (member: MemberForm) => boolean
}

/** The columns of the KK's member table from left to right, upper table first. */
const fieldsOnCard: readonly FieldOnCard[] = [
  { field: 'name', spec: { as: 'capitals', span: 6 } },
  { field: 'nik', spec: { as: 'digits', span: 6 } },
  { field: 'sex', spec: { as: 'code', options: sexes, span: 4 } },
  { field: 'birthPlace', spec: { as: 'capitals', span: 4 } },
  { field: 'birthDate', spec: { as: 'date', span: 4 } },
  { field: 'religion', spec: { as: 'code', options: religions, span: 4 } },
  { field: 'education', spec: { as: 'code', options: educations, span: 8 } },
  { field: 'occupation', spec: { as: 'code', options: occupations, showsCodes: true, span: 8 } },
  { field: 'bloodType', spec: { as: 'code', options: bloodTypes, span: 4 } },
  { field: 'maritalStatus', spec: { as: 'code', options: maritalStatuses, span: 7 } },
  { field: 'marriageDate', spec: { as: 'date', span: 5 }, isShown: showsMarriageDate },
  { field: 'relationship', spec: { as: 'code', options: relationships, span: 7 } },
  { field: 'citizenship', spec: { as: 'code', options: citizenships, span: 5 } },
  { field: 'passportNumber', spec: { as: 'capitals', span: 6 }, isShown: showsImmigration },
  { field: 'kitapNumber', spec: { as: 'capitals', span: 6 }, isShown: showsImmigration },
  { field: 'fatherName', spec: { as: 'capitals', span: 6 } },
  { field: 'motherName', spec: { as: 'capitals', span: 6 } },
]

/** All fields of one member. Enter moves through them and on to the next member. */
export function MemberFields({ memberId }: { memberId: string }) {
  const draft = useDraft()
  // Selected as one string, so that the list renders only when a field appears or disappears.
  const shown = useDraftState((state) => shownFields(state, memberId).join(' ')).split(' ')
  return (
    <div className={styles.grid}>
      <FieldFlow onEnd={() => advanceFromLastField(draft, memberId)}>
        {fieldsOnCard
          .filter(({ field }) => shown.includes(field))
          .map(({ field, spec }) => (
            <FormField
              key={field}
              path={memberPath(memberId, field)}
              label={memberLabels[field]}
              spec={spec}
              read={(form) => form.members.find((member) => member.id === memberId)?.[field] ?? ''}
              write={(form, value) => withMemberText(form, memberId, field, value)}
              propose={(state) => (state.openMember === memberId ? state.proposals[field] : undefined)}
            />
          ))}
      </FieldFlow>
    </div>
  )
}

/** Depends on proposals too, so that no field disappears with the Enter that accepts one. */
function shownFields({ form, openMember, proposals }: DraftState, memberId: string): MemberField[] {
  const member = form.members.find((candidate) => candidate.id === memberId)
  if (!member) return []
  const proposed = openMember === memberId ? (proposals.maritalStatus?.value ?? '') : ''
  const likely = { ...member, maritalStatus: member.maritalStatus || proposed }
  return fieldsOnCard.filter(({ isShown }) => isShown?.(likely) ?? true).map(({ field }) => field)
}
