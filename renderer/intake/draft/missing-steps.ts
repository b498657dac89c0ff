import { type FieldPath, familyPath, fieldPath } from '../../../shared/field-path.ts'
import { type ApplicationForm, type DocumentKind, documentNames } from '../../../shared/form.ts'
import { type MissingItem, missingSentence } from '../../../shared/validation/completeness.ts'
import { fieldLabel, letterPath, memberName } from './field-labels.ts'

/** Where a missing item is completed: a form field, or the pages. */
export type MissingStepTarget =
  | { readonly kind: 'field'; readonly path: FieldPath }
  | { readonly kind: 'pages'; readonly document: DocumentKind }
  /** The next unconfirmed field, in screen order. */
  | { readonly kind: 'unconfirmed' }

/** The key that moves the focus to the next unconfirmed field. */
export const unconfirmedKey = 'F7'

/** One item of the submit bar: what is missing, and where to complete it. */
export interface MissingStep {
  readonly key: string
  readonly label: string
  readonly target: MissingStepTarget
}

/**
 * What is missing, as steps: unconfirmed fields, then pages, then the form from top to bottom. Empty fields
 * of one member are one step, since they are filled one after the other.
 */
export function missingSteps(missing: readonly MissingItem[], form: ApplicationForm): MissingStep[] {
  const steps: MissingStep[] = []
  const emptyCounts = new Map<string | null, number>()
  for (const item of missing) {
    if (isEmptyField(item))
      emptyCounts.set(item.finding.memberId, (emptyCounts.get(item.finding.memberId) ?? 0) + 1)
  }
  const unconfirmed = missing.filter(isUnconfirmed).length
  if (unconfirmed > 0) {
    const label = `${unconfirmed} isian menunggu pemeriksaan`
    steps.push({ key: 'unconfirmed', label, target: { kind: 'unconfirmed' } })
  }
  for (const item of missing) {
    if (isUnconfirmed(item)) continue
    const { memberId } = isEmptyField(item) ? item.finding : { memberId: null }
    const empty = memberId === null ? 0 : (emptyCounts.get(memberId) ?? 0)
    if (isEmptyField(item) && memberId !== null && empty > 1) {
      const key = `empty.${memberId}`
      if (steps.some((step) => step.key === key)) continue
      const label = `${memberName(form, memberId)}: ${empty} isian`
      steps.push({ key, label, target: { kind: 'field', path: fieldPath(item.finding) } })
    } else steps.push(singleStep(item, form))
  }
  return steps
}

type EmptyField = Extract<MissingItem, { what: 'finding' }>

const isEmptyField = (item: MissingItem): item is EmptyField =>
  item.what === 'finding' && item.finding.code === 'required'

const isUnconfirmed = (item: MissingItem): boolean =>
  item.what === 'finding' && item.finding.code === 'machine-read'

function singleStep(item: MissingItem, form: ApplicationForm): MissingStep {
  switch (item.what) {
    case 'pages':
      return {
        key: `pages.${item.document}`,
        label: item.pages === 1 ? `Berkas ${documentNames[item.document]}` : missingSentence(item),
        target: { kind: 'pages', document: item.document },
      }
    case 'letter': {
      const path = letterPath(item.document, 'number')
      return { key: path, label: missingSentence(item), target: { kind: 'field', path } }
    }
    case 'proposed':
      return {
        key: 'proposed',
        label: form.members.length === 0 ? 'Anggota keluarga' : 'Anggota yang diusulkan',
        target: { kind: 'field', path: familyPath('members') },
      }
    case 'finding': {
      const { finding } = item
      const path = fieldPath(finding)
      const label = fieldLabel(finding.memberId, finding.field)
      const who = finding.memberId === null ? '' : `${memberName(form, finding.memberId)}: `
      return { key: `${path}.${finding.code}`, label: `${who}${label}`, target: { kind: 'field', path } }
    }
  }
}
