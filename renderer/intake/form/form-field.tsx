import { useState } from 'react'
import { type FieldPath, placeParts } from '../../../shared/field-path.ts'
import type { ApplicationForm } from '../../../shared/form.ts'
import { type Finding, findingSentence } from '../../../shared/validation/finding.ts'
import { classes } from '../../ui/classes.ts'
import { DateField } from '../../ui/date-field.tsx'
import { DigitsField } from '../../ui/digits-field.tsx'
import type { FieldFinding } from '../../ui/finding-line.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Option } from '../../ui/type-ahead.ts'
import { confirmPlaces, findPiece, focusNextOpenField, isRead } from '../draft/confirming.ts'
import type { Draft, WorkState } from '../draft/draft.ts'
import { useCanType, useWork, useWorkState } from '../draft/draft-context.ts'
import { withAnswer } from '../draft/form-edits.ts'
import { type Proposal, proposalKey } from '../draft/proposals.ts'
import { sameItems } from '../draft/store.ts'
import { duplicateFindings, findDuplicatesAt } from './duplicate-findings.ts'
import { isDue } from './finding-timing.ts'
import styles from './form.module.css'
import { ReasonLine } from './reason-row.tsx'
import { focusedPrint, ScanStrip } from './scan-strip.tsx'
import { useLookedAt } from './show-in-viewer.ts'

/** How a field is typed, and how many of the twelve columns it takes. */
export type FieldSpec = { span: 2 | 3 | 4 | 5 | 6 | 7 | 8 | 12 } & (
  | { as: 'text'; inputMode?: 'numeric' | 'tel' }
  | { as: 'capitals' }
  | { as: 'digits' }
  | { as: 'date' }
  | { as: 'code'; options: readonly Option[]; showsCodes?: boolean }
)

export interface FormFieldProps {
  place: FieldPath
  label: string
  spec: FieldSpec
  read: (form: ApplicationForm) => string
  write: (form: ApplicationForm, value: string) => ApplicationForm
  propose?: ((state: WorkState) => Proposal | undefined) | undefined
}

/**
 * A field of the form with everything that belongs to it: what is proposed for it, what the rules say about
 * it, who else has the same number, and how a finding is answered. It is drawn again only when one of these
 * changes.
 */
export function FormField(props: FormFieldProps) {
  const { place, label, spec, write } = props
  const work = useWork()
  const canType = useCanType()
  const [hasFocus, setFocus] = useState(false)
  const [answering, setAnswering] = useState<Finding>()
  useLookedAt([place], hasFocus)
  const field = useWorkState((state) => readField(state, props), sameField)
  const isProposed = canType && field.value === '' && field.proposed !== undefined
  const isMarked = canType && field.isMarked
  const value = isProposed ? (field.proposed ?? '') : field.value

  const change = (next: string) => {
    work.edit({ form: write(work.store.get().form, next) })
    if (next === '') declineProposal(work, place, props.propose?.(work.store.get()))
  }
  const confirm = () => {
    if (isProposed) change(value)
    if (isMarked) confirmPlaces(work, [place])
    if (field.isRead) focusNextOpenField(work, place)
  }
  const leave = () => {
    setFocus(false)
    const { visited } = work.store.get()
    if (!visited.has(place)) work.show({ visited: new Set([...visited, place]) })
    void work.flush()
  }
  const answer = (finding: Finding, reason: string) => {
    setAnswering(undefined)
    work.edit({ form: withAnswer(work.store.get().form, finding.memberId, finding.code, reason) })
  }

  const moment = { value: field.value, hasFocus, wasVisited: field.wasVisited }
  const duplicates = duplicateFindings(field.duplicates)
  const findings = [
    ...(isProposed ? [] : field.findings)
      .filter((finding) => isDue(finding, moment))
      .map((finding) => asFieldFinding(finding, canType, () => setAnswering(finding))),
    ...duplicates,
  ]
  const common = {
    label,
    labelHint: isProposed ? field.because : isMarked && hasFocus ? 'Enter bila sama' : undefined,
    value,
    onChange: change,
    findings,
    machineRead: isProposed || isMarked,
    strip: hasFocus && field.piece && <ScanStrip piece={field.piece} printHeight={focusedPrint} />,
    onConfirm: isProposed || field.isRead ? confirm : undefined,
    onFocus: () => setFocus(true),
    onBlur: leave,
  }
  return (
    <>
      <div className={classes(styles.cell, styles[`span${spec.span}`])} data-place={place}>
        <Control spec={spec} common={common} canType={canType} />
      </div>
      {answering && canType && (
        <ReasonLine
          finding={answering}
          onAnswer={(reason) => answer(answering, reason)}
          onClose={() => {
            setAnswering(undefined)
            work.show({ wanted: { place } })
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

function readField(state: WorkState, { place, read, propose }: FormFieldProps) {
  const { memberId, field } = placeParts(place)
  const offered = propose?.(state)
  const proposal = offered && !state.declined.has(proposalKey(place, offered)) ? offered : undefined
  return {
    value: read(state.form),
    proposed: proposal?.value,
    because: proposal?.because ?? '',
    isMarked: state.form.machineRead.includes(place),
    piece: findPiece(state, place),
    isRead: isRead(state, memberId),
    findings: state.findings.filter(
      // The dotted line and the strip say so.
      (finding) =>
        finding.field === field && finding.memberId === memberId && finding.code !== 'machine-read',
    ),
    duplicates: findDuplicatesAt(state.duplicates, place),
    wasVisited: state.isDemanded || state.visited.has(place),
  }
}

type ReadField = ReturnType<typeof readField>

function sameField(one: ReadField, other: ReadField): boolean {
  return (
    one.value === other.value &&
    one.proposed === other.proposed &&
    one.because === other.because &&
    one.isMarked === other.isMarked &&
    one.isRead === other.isRead &&
    one.piece === other.piece &&
    one.wasVisited === other.wasVisited &&
    sameItems(one.findings, other.findings) &&
    sameItems(one.duplicates, other.duplicates)
  )
}

/** Whoever empties a field does not want what is proposed for it; another proposal may come. */
function declineProposal(work: Draft, place: FieldPath, proposal: Proposal | undefined): void {
  if (!proposal) return
  work.show({ declined: new Set([...work.store.get().declined, proposalKey(place, proposal)]) })
}

/** A finding as a field shows it: what has been answered is only told, with the reason. */
export function asFieldFinding(finding: Finding, canType: boolean, answer: () => void): FieldFinding {
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
