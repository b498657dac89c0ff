import { useState } from 'react'
import { type FieldPath, parseFieldPath } from '../../../shared/field-path.ts'
import type { ApplicationForm } from '../../../shared/form.ts'
import { type Finding, findingSentence } from '../../../shared/validation/finding.ts'
import { classes } from '../../ui/classes.ts'
import { DateField } from '../../ui/date-field.tsx'
import { DigitsField } from '../../ui/digits-field.tsx'
import type { FieldFinding } from '../../ui/finding-row.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Option } from '../../ui/type-ahead.ts'
import { confirmInDraft, findBestEvidence, focusNextOpenField, hasEvidence } from '../draft/confirm-fields.ts'
import type { Draft, DraftState } from '../draft/draft.ts'
import { useCanType, useDraft, useDraftState } from '../draft/draft-context.ts'
import { withOverride } from '../draft/form-edits.ts'
import { type Proposal, proposalKey } from '../draft/proposals.ts'
import { sameItems } from '../draft/state-store.ts'
import { duplicateFindings, duplicatesOfField } from './duplicate-findings.ts'
import { isFieldFindingDue } from './finding-timing.ts'
import styles from './form.module.css'
import { ReasonRow } from './reason-row.tsx'
import { focusedPrintHeight, ScanStrip } from './scan-strip.tsx'
import { useShowInViewer } from './show-in-viewer.ts'

/** Input type of a field, and how many of the twelve grid columns it spans. */
export type FieldSpec = { span: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 12 } & (
  | { as: 'text'; inputMode?: 'numeric' | 'tel' }
  | { as: 'capitals' }
  | { as: 'digits' }
  | { as: 'date' }
  | { as: 'code'; options: readonly Option[]; showsCodes?: boolean }
)

export interface FormFieldProps {
  path: FieldPath
  label: string
  spec: FieldSpec
  read: (form: ApplicationForm) => string
  write: (form: ApplicationForm, value: string) => ApplicationForm
  propose?: ((state: DraftState) => Proposal | undefined) | undefined
}

/**
 * A form field with its proposal, findings, duplicates and override. Renders again only when one of these
 * changes.
 */
export function FormField(props: FormFieldProps) {
  const { path, label, spec, write } = props
  const draft = useDraft()
  const canType = useCanType()
  const [hasFocus, setFocus] = useState(false)
  const [overriding, setOverriding] = useState<Finding>()
  useShowInViewer([path], hasFocus)
  const field = useDraftState((state) => readField(state, props), isSameField)
  const isProposed = canType && field.value === '' && field.proposed !== undefined
  const isUnconfirmed = canType && field.isUnconfirmed
  const value = isProposed ? (field.proposed ?? '') : field.value

  const change = (next: string) => {
    draft.edit({ form: write(draft.store.get().form, next) })
    if (next === '') declineProposal(draft, path, props.propose?.(draft.store.get()))
  }
  const confirm = () => {
    if (isProposed) change(value)
    if (isUnconfirmed) confirmInDraft(draft, [path])
    if (field.hasEvidence) focusNextOpenField(draft, path)
  }
  const leave = () => {
    setFocus(false)
    const { visited } = draft.store.get()
    if (!visited.has(path)) draft.show({ visited: new Set([...visited, path]) })
    void draft.flush()
  }
  const answer = (finding: Finding, reason: string) => {
    setOverriding(undefined)
    draft.edit({ form: withOverride(draft.store.get().form, finding.memberId, finding.code, reason) })
  }

  const focus = { value: field.value, hasFocus, wasVisited: field.wasVisited }
  const duplicates = duplicateFindings(field.duplicates)
  const findings = [
    ...(isProposed ? [] : field.findings)
      .filter((finding) => isFieldFindingDue(finding, focus))
      .map((finding) => toFieldFinding(finding, canType, () => setOverriding(finding))),
    ...duplicates,
  ]
  const common = {
    label,
    labelHint: isProposed ? field.reason : isUnconfirmed && hasFocus ? 'Enter bila sama' : undefined,
    value,
    onChange: change,
    findings,
    machineRead: isProposed || isUnconfirmed,
    strip: hasFocus && field.evidence && (
      <ScanStrip evidence={field.evidence} printHeight={focusedPrintHeight} />
    ),
    onConfirm: isProposed || field.hasEvidence ? confirm : undefined,
    onFocus: () => setFocus(true),
    onBlur: leave,
  }
  return (
    <>
      <div className={classes(styles.cell, styles[`span${spec.span}`])} data-field={path}>
        <Control spec={spec} common={common} canType={canType} />
      </div>
      {overriding && canType && (
        <ReasonRow
          finding={overriding}
          onAnswer={(reason) => answer(overriding, reason)}
          onClose={() => {
            setOverriding(undefined)
            draft.show({ focusRequest: { path } })
          }}
        />
      )}
    </>
  )
}

type Common = Parameters<typeof TextField>[0]

function Control({ spec, common, canType }: { spec: FieldSpec; common: Common; canType: boolean }) {
  switch (spec.as) {
    case 'text':
      return <TextField {...common} isReadOnly={!canType} inputMode={spec.inputMode} />
    case 'capitals':
      return <TextField {...common} isReadOnly={!canType} isUpperCase />
    case 'digits':
      return <DigitsField {...common} isReadOnly={!canType} />
    case 'date':
      return <DateField {...common} isReadOnly={!canType} />
    case 'code':
      return (
        <SelectField
          {...common}
          isDisabled={!canType}
          options={spec.options}
          showsCodes={spec.showsCodes ?? false}
        />
      )
  }
}

function readField(state: DraftState, { path, read, propose }: FormFieldProps) {
  const { memberId, field } = parseFieldPath(path)
  const candidate = propose?.(state)
  const proposal =
    candidate && !state.declinedProposals.has(proposalKey(path, candidate)) ? candidate : undefined
  return {
    value: read(state.form),
    proposed: proposal?.value,
    reason: proposal?.reason ?? '',
    isUnconfirmed: state.form.machineRead.includes(path),
    evidence: findBestEvidence(state, path),
    hasEvidence: hasEvidence(state, memberId),
    findings: state.findings.filter(
      // The dotted underline and the scan strip show it.
      (finding) =>
        finding.field === field && finding.memberId === memberId && finding.code !== 'machine-read',
    ),
    duplicates: duplicatesOfField(state.duplicates, path),
    wasVisited: state.submitAttempted || state.visited.has(path),
  }
}

type ReadField = ReturnType<typeof readField>

function isSameField(one: ReadField, other: ReadField): boolean {
  return (
    one.value === other.value &&
    one.proposed === other.proposed &&
    one.reason === other.reason &&
    one.isUnconfirmed === other.isUnconfirmed &&
    one.hasEvidence === other.hasEvidence &&
    one.evidence === other.evidence &&
    one.wasVisited === other.wasVisited &&
    sameItems(one.findings, other.findings) &&
    sameItems(one.duplicates, other.duplicates)
  )
}

/** Clearing a field declines its proposal; another proposal may follow. */
function declineProposal(draft: Draft, path: FieldPath, proposal: Proposal | undefined): void {
  if (!proposal) return
  draft.show({
    declinedProposals: new Set([...draft.store.get().declinedProposals, proposalKey(path, proposal)]),
  })
}

/** A finding as a field shows it: an overridden one as information, with the reason. */
export function toFieldFinding(finding: Finding, canType: boolean, answer: () => void): FieldFinding {
  const { code, level, overridable } = finding
  const sentence = findingSentence(finding)
  if (finding.answer !== null) {
    return {
      code,
      level: 'information',
      text: `${sentence} Alasan: ${finding.answer}`,
      answer: canType ? { label: 'Ubah', run: answer } : undefined,
    }
  }
  return {
    code,
    level,
    text: sentence,
    answer: canType && overridable ? { label: 'Beri alasan', run: answer, shortcut: 'Alt+B' } : undefined,
  }
}
