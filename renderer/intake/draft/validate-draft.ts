import type { ApplicationKind, ApplicationKindRule } from '../../../shared/application-kind.ts'
import {
  type Evidence,
  type EvidenceByField,
  findEvidence,
  pagesWithReading,
} from '../../../shared/autofill/evidence.ts'
import type { Page } from '../../../shared/contract/application-calls.ts'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import type { PageReadingState } from '../../../shared/contract/page-calls.ts'
import type { ApplicationForm } from '../../../shared/form.ts'
import { type MissingItem, missingItems } from '../../../shared/validation/completeness.ts'
import { validateForm } from '../../../shared/validation/validate-form.ts'
import type { Finding } from '../../../shared/validation/finding.ts'
import { type Proposals, proposalsFor } from './proposals.ts'
import { sameItems } from './store.ts'

type Reference = CallOutput<'reference.get'>

/** What follows from what is typed. */
export interface DraftValidation {
  readonly rule: ApplicationKindRule
  readonly findings: readonly Finding[]
  readonly missing: readonly MissingItem[]
  /** For the open member. */
  readonly proposals: Proposals
  /** What was read from the pages, by the place that it is about. */
  readonly evidence: EvidenceByField
}

/** A finding that only the store can make, and the NIK it was made about. */
export interface StoreFinding {
  readonly finding: Finding
  readonly nik: string
}

export interface DraftToValidate {
  kind: ApplicationKind
  form: ApplicationForm
  pages: readonly Page[]
  readings: readonly PageReadingState[]
  reference: Reference
  openMember: string | undefined
  storeFindings: readonly StoreFinding[]
  /** The last examination: findings that still hold stay the same objects, so that only changed lines redraw. */
  before: (DraftValidation & Pick<DraftToValidate, 'form' | 'readings'>) | undefined
}

/** Examines what is typed as the store will at submission; quick enough for every key press. */
export function validateDraft(input: DraftToValidate): DraftValidation {
  const { form, pages, reference } = input
  const rule = getRule(reference, input.kind)
  const evidence = evidenceFor(input)
  const found = validateForm(form, { today: reference.today, rule, ...codeSets(reference), evidence })
  const known = new Map(input.before?.findings.map((finding) => [findingKey(finding), finding]))
  const findings = [...found, ...applicableFindings(form, input.storeFindings)].map(
    (finding) => known.get(findingKey(finding)) ?? finding,
  )
  const documents = pages.map((page) => page.document)
  return {
    rule,
    evidence,
    findings,
    missing: missingItems(form, documents, rule, findings),
    proposals: input.openMember === undefined ? {} : proposalsFor(form, input.openMember, reference.today),
  }
}

/**
 * The same map as before while nothing has changed that it follows from; where it has, what is said of a place as
 * before stays the same object. So a page that is read redraws the fields that it says something about, and no others.
 */
function evidenceFor({ form, readings, reference, before }: DraftToValidate): EvidenceByField {
  const isFilledIn = ({ pageId }: PageReadingState) => form.readPages.some((page) => page.pageId === pageId)
  // Whose a page is follows from the members only until it is filled in.
  const followsMembers = () => !readings.every(isFilledIn)
  if (
    before?.readings === readings &&
    before.form.readPages === form.readPages &&
    (before.form.members === form.members || !followsMembers())
  ) {
    return before.evidence
  }
  const evidence = findEvidence(form, pagesWithReading(readings), reference)
  return before ? reuseUnchanged(before.evidence, evidence) : evidence
}

function reuseUnchanged(before: EvidenceByField, now: EvidenceByField): EvidenceByField {
  return new Map(
    [...now].map(([path, items]) => {
      const known = before.get(path) ?? []
      const kept = items.map((item) => known.find((one) => isSameEvidence(one, item)) ?? item)
      return [path, sameItems(kept, known) ? known : kept]
    }),
  )
}

/** Areas are compared as objects: an answer that tells the same page again keeps them (renderer/api/queries.ts). */
const isSameEvidence = (one: Evidence, other: Evidence): boolean =>
  one.pageId === other.pageId &&
  one.value === other.value &&
  one.printed === other.printed &&
  one.confidence === other.confidence &&
  one.area === other.area

function getRule(reference: Reference, kind: ApplicationKind): ApplicationKindRule {
  const rule = reference.rules.find((candidate) => candidate.kind === kind)
  if (!rule) throw new Error(`no rule for ${kind}`)
  return rule
}

function applicableFindings(form: ApplicationForm, storeFindings: readonly StoreFinding[]): Finding[] {
  return storeFindings.flatMap(({ finding, nik }) => {
    const member = form.members.find((candidate) => candidate.id === finding.memberId)
    return member?.proposed && member.nik === nik ? [finding] : []
  })
}

const findingKey = ({ memberId, field, code, level, answer, readings = [] }: Finding): string =>
  [memberId, field, code, level, answer, ...readings.map(({ value }) => value)].join('/')

const codeSetsOf = new WeakMap<Reference, { districts: ReadonlySet<string>; villages: ReadonlySet<string> }>()

/** The codes of a reference as sets, made once: there are seven thousand kecamatan. */
function codeSets(reference: Reference) {
  const known = codeSetsOf.get(reference)
  if (known) return known
  const sets = {
    districts: new Set(reference.districts),
    villages: new Set(reference.villages.map((village) => village.code)),
  }
  codeSetsOf.set(reference, sets)
  return sets
}
