import type { ApplicationKind, ApplicationKindRule } from '../../../shared/application-kind.ts'
import {
  type Evidence,
  type EvidenceByPlace,
  findEvidence,
  pagesRead,
} from '../../../shared/autofill/evidence.ts'
import type { Page } from '../../../shared/contract/application-calls.ts'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import type { PageReadingState } from '../../../shared/contract/page-calls.ts'
import type { ApplicationForm } from '../../../shared/form.ts'
import { type Missing, missingItems } from '../../../shared/validation/completeness.ts'
import { examine } from '../../../shared/validation/examine.ts'
import type { Finding } from '../../../shared/validation/finding.ts'
import { type Proposals, proposalsFor } from './proposals.ts'
import { sameItems } from './store.ts'

type Reference = CallOutput<'reference.get'>

/** What follows from what is typed. */
export interface Examination {
  readonly rule: ApplicationKindRule
  readonly findings: readonly Finding[]
  readonly missing: readonly Missing[]
  /** For the open member. */
  readonly proposals: Proposals
  /** What was read from the pages, by the place that it is about. */
  readonly evidence: EvidenceByPlace
}

/** A finding that only the store can make, and the NIK it was made about. */
export interface OpenElsewhere {
  readonly finding: Finding
  readonly nik: string
}

export interface ExamineDependencies {
  kind: ApplicationKind
  form: ApplicationForm
  pages: readonly Page[]
  readings: readonly PageReadingState[]
  reference: Reference
  openMember: string | undefined
  elsewhere: readonly OpenElsewhere[]
  /** The last examination: findings that still hold stay the same objects, so that only changed lines redraw. */
  before: (Examination & Pick<ExamineDependencies, 'form' | 'readings'>) | undefined
}

/** Examines what is typed as the store will at submission; quick enough for every key press. */
export function examineWork(needs: ExamineDependencies): Examination {
  const { form, pages, reference } = needs
  const rule = getRule(reference, needs.kind)
  const evidence = evidenceFor(needs)
  const found = examine(form, { today: reference.today, rule, ...codesOf(reference), evidence })
  const known = new Map(needs.before?.findings.map((finding) => [identify(finding), finding]))
  const findings = [...found, ...stillElsewhere(form, needs.elsewhere)].map(
    (finding) => known.get(identify(finding)) ?? finding,
  )
  const documents = pages.map((page) => page.document)
  return {
    rule,
    evidence,
    findings,
    missing: missingItems(form, documents, rule, findings),
    proposals: needs.openMember === undefined ? {} : proposalsFor(form, needs.openMember, reference.today),
  }
}

/**
 * The same map as before while nothing has changed that it follows from; where it has, what is said of a place as
 * before stays the same object. So a page that is read redraws the fields that it says something about, and no others.
 */
function evidenceFor({ form, readings, reference, before }: ExamineDependencies): EvidenceByPlace {
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
  const evidence = findEvidence(form, pagesRead(readings), reference)
  return before ? keepSame(before.evidence, evidence) : evidence
}

function keepSame(before: EvidenceByPlace, now: EvidenceByPlace): EvidenceByPlace {
  return new Map(
    [...now].map(([place, pieces]) => {
      const known = before.get(place) ?? []
      const kept = pieces.map((piece) => known.find((one) => isSameEvidence(one, piece)) ?? piece)
      return [place, sameItems(kept, known) ? known : kept]
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

function stillElsewhere(form: ApplicationForm, elsewhere: readonly OpenElsewhere[]): Finding[] {
  return elsewhere.flatMap(({ finding, nik }) => {
    const member = form.members.find((candidate) => candidate.id === finding.memberId)
    return member?.proposed && member.nik === nik ? [finding] : []
  })
}

const identify = ({ memberId, field, code, level, answer, readings = [] }: Finding): string =>
  [memberId, field, code, level, answer, ...readings.map(({ value }) => value)].join('/')

const codes = new WeakMap<Reference, { districts: ReadonlySet<string>; villages: ReadonlySet<string> }>()

/** The codes of a reference as sets, made once: there are seven thousand kecamatan. */
function codesOf(reference: Reference) {
  const known = codes.get(reference)
  if (known) return known
  const made = {
    districts: new Set(reference.districts),
    villages: new Set(reference.villages.map((village) => village.code)),
  }
  codes.set(reference, made)
  return made
}
