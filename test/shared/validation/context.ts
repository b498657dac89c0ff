import kinds from '../../../resources/reference/application-kinds.json' with { type: 'json' }
import {
  type ApplicationKind,
  type ApplicationKindRule,
  ApplicationKindRules,
} from '../../../shared/application-kind.ts'
import type { ValidationContext } from '../../../shared/validation/issue.ts'
import { homeVillage } from '../../support/family.ts'
import { today } from '../arbitraries.ts'

const rules = ApplicationKindRules.parse(kinds)

export function ruleOf(kind: ApplicationKind): ApplicationKindRule {
  const rule = rules.find((candidate) => candidate.kind === kind)
  if (!rule) throw new Error(`no rule for ${kind}`)
  return rule
}

/** The office's day, two kecamatan and one kelurahan. */
export const contextOf = (kind: ApplicationKind = 'pendaftaran'): ValidationContext => ({
  today,
  rule: ruleOf(kind),
  districts: new Set(['327103', '327106']),
  villages: new Set([homeVillage]),
  evidence: new Map(),
})
