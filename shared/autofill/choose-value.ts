import { confirmationThreshold } from '../reading.ts'
import type { Evidence } from './evidence.ts'
import { isSameValue, requiresConfidence } from './same-value.ts'

/** A text read with less confidence is rather typed than corrected. */
export const minimumConfidence = 0.5

/** The readings of one field that say the same. */
interface Candidate {
  readonly value: string
  readonly confidence: number
  /** Two cards that say the same are surer than either: they were printed and read apart from each other. */
  readonly isAgreed: boolean
  readonly isOnKk: boolean
}

/** What tells a person and a card apart is best read where it is printed largest; the rest the KK knows later. */
const identifying: ReadonlySet<string> = new Set(['noKk', 'nik', 'name', 'birthPlace', 'birthDate', 'sex'])

/** What to offer for a field by what was read of it; undefined where nothing is sure enough. */
export function chooseValue(field: string, evidence: readonly Evidence[]): string | undefined {
  const offered = candidates(field, evidence).filter(
    (candidate) => isConfident(candidate) || !requiresConfidence(field),
  )
  const [best] = offered.sort(
    (one, other) =>
      Number(other.isAgreed) - Number(one.isAgreed) ||
      (identifying.has(field) ? 0 : Number(other.isOnKk) - Number(one.isOnKk)) ||
      other.confidence - one.confidence,
  )
  return best?.value
}

/** Whether this value was read so well, and by no other card differently, that one look at it is enough. */
export function isConfidentlyRead(field: string, value: string, evidence: readonly Evidence[]): boolean {
  const [only, another] = candidates(field, evidence)
  return only !== undefined && !another && isConfident(only) && isSameValue(field, only.value, value)
}

const isConfident = ({ isAgreed, confidence }: Candidate): boolean =>
  isAgreed || confidence >= confirmationThreshold

function candidates(field: string, evidence: readonly Evidence[]): Candidate[] {
  const groups: Evidence[][] = []
  for (const one of evidence) {
    if (one.confidence < minimumConfidence) continue
    const group = groups.find(([first]) => first && isSameValue(field, first.value, one.value))
    if (group) group.push(one)
    else groups.push([one])
  }
  return groups.map((group) => {
    const [best] = group.toSorted((one, other) => other.confidence - one.confidence)
    const documents = new Set(group.map(({ document }) => document))
    return {
      value: best?.value ?? '',
      confidence: best?.confidence ?? 0,
      isAgreed: documents.size > 1,
      isOnKk: documents.has('kk'),
    }
  })
}
