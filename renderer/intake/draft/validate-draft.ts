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
import type { Finding } from '../../../shared/validation/finding.ts'
import { validateForm } from '../../../shared/validation/validate-form.ts'
import { type Proposals, proposalsFor } from './proposals.ts'
import { sameItems } from './state-store.ts'

type Reference = CallOutput<'reference.get'>

/** Result of validating a draft. */
export interface DraftValidation {
  readonly rule: ApplicationKindRule
  readonly findings: readonly Finding[]
  readonly missing: readonly MissingItem[]
  /** For the open member. */
  readonly proposals: Proposals
  /** What was read from the pages, by field path. */
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
  /**
   * The last validation: unchanged findings stay the same objects, so that only changed fields render again.
   */
  before: (DraftValidation & Pick<DraftToValidate, 'form' | 'readings'>) | undefined
}

/** Validates what is typed as the core does at submission; fast enough for every key press. */
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
 * The same map as before while its inputs are the same; otherwise unchanged entries stay the same objects. So
 * a page that is read renders only the fields that it says something about.
 */
function evidenceFor({ form, readings, reference, before }: DraftToValidate): EvidenceByField {
  const isFilledIn = ({ pageId }: PageReadingState) => form.readPages.some((page) => page.pageId === pageId)
  // The owner of a page depends on the members only until the page is filled in.
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

/** Areas are compared by identity: structural sharing of queries keeps them (renderer/api/queries.ts). */
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

/** The codes of a reference as sets, cached: there are seven thousand kecamatan. */
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
