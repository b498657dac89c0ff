import type { ApplicationKindRule } from '../application-kind.ts'
import type { EvidenceByField } from '../autofill/evidence.ts'
import type { Finding, FindingCode, FindingLevel } from './finding.ts'

/** What the rules need to know besides the form itself. */
export interface ValidationContext {
  /** The office's day, YYYY-MM-DD. */
  today: string
  rule: ApplicationKindRule
  /** All kecamatan codes of today's Kemendagri list, 6 digits. */
  districts: ReadonlySet<string>
  /** The tenant's kelurahan codes, 10 digits. */
  villages: ReadonlySet<string>
  /** What was read from the pages of this application, by the place that it is about. */
  evidence: EvidenceByField
}

/** What a rule reports; place and answer are added by the caller. */
export interface Issue {
  code: FindingCode
  level: FindingLevel
  overridable: boolean
  field: string
  readings?: Finding['readings']
}
