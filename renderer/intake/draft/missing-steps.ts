import { type FieldPath, familyPlace, fieldPath } from '../../../shared/field-path.ts'
import { type ApplicationForm, type DocumentKind, documentNames } from '../../../shared/form.ts'
import { type Missing, missingSentence } from '../../../shared/validation/completeness.ts'
import { fieldLabel, letterPlace, memberName } from './field-labels.ts'

/** Where a missing thing is put right: a place on the form, or the pages. */
export type Step =
  | { readonly go: 'place'; readonly place: FieldPath }
  | { readonly go: 'pages'; readonly document: DocumentKind }
  /** To what was read by machine and waits for a person, in the order of the screen. */
  | { readonly go: 'unchecked' }

/** The key that leads to what waits for a person, from wherever the focus is. */
export const uncheckedKey = 'F7'

/** One thing of the completeness line: what is missing, and where one is taken by it. */
export interface MissingStep {
  readonly key: string
  readonly label: string
  readonly step: Step
}

/**
 * What is missing, as steps: what was read and waits for a person, then pages, then the form from top to bottom.
 * Empty fields of one member are one step, since whoever goes there fills them one after the other.
 */
export function missingSteps(missing: readonly Missing[], form: ApplicationForm): MissingStep[] {
  const steps: MissingStep[] = []
  const emptyOf = new Map<string | null, number>()
  for (const item of missing) {
    if (isEmptyField(item)) emptyOf.set(item.finding.memberId, (emptyOf.get(item.finding.memberId) ?? 0) + 1)
  }
  const unchecked = missing.filter(isUnchecked).length
  if (unchecked > 0) {
    const label = `${unchecked} isian menunggu pemeriksaan`
    steps.push({ key: 'unchecked', label, step: { go: 'unchecked' } })
  }
  for (const item of missing) {
    if (isUnchecked(item)) continue
    const { memberId } = isEmptyField(item) ? item.finding : { memberId: null }
    const empty = memberId === null ? 0 : (emptyOf.get(memberId) ?? 0)
    if (isEmptyField(item) && memberId !== null && empty > 1) {
      const key = `empty.${memberId}`
      if (steps.some((step) => step.key === key)) continue
      const label = `${memberName(form, memberId)}: ${empty} isian`
      steps.push({ key, label, step: { go: 'place', place: fieldPath(item.finding) } })
    } else steps.push(singleStep(item, form))
  }
  return steps
}

type EmptyField = Extract<Missing, { what: 'finding' }>

const isEmptyField = (item: Missing): item is EmptyField =>
  item.what === 'finding' && item.finding.code === 'required'

const isUnchecked = (item: Missing): boolean =>
  item.what === 'finding' && item.finding.code === 'machine-read'

function singleStep(item: Missing, form: ApplicationForm): MissingStep {
  switch (item.what) {
    case 'pages':
      return {
        key: `pages.${item.document}`,
        label: item.pages === 1 ? `Berkas ${documentNames[item.document]}` : missingSentence(item),
        step: { go: 'pages', document: item.document },
      }
    case 'letter': {
      const place = letterPlace(item.document, 'number')
      return { key: place, label: missingSentence(item), step: { go: 'place', place } }
    }
    case 'proposed':
      return {
        key: 'proposed',
        label: form.members.length === 0 ? 'Anggota keluarga' : 'Anggota yang diusulkan',
        step: { go: 'place', place: familyPlace('members') },
      }
    case 'finding': {
      const { finding } = item
      const place = fieldPath(finding)
      const label = fieldLabel(finding.memberId, finding.field)
      const who = finding.memberId === null ? '' : `${memberName(form, finding.memberId)}: `
      return { key: `${place}.${finding.code}`, label: `${who}${label}`, step: { go: 'place', place } }
    }
  }
}
