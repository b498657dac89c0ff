import type { ApplicationKind, ApplicationKindRule } from '../../shared/application-kind.ts'
import { readSetting } from './settings.ts'
import type { Store } from './store.ts'

/** The current rule of this office for a kind of application: which documents it requires. */
export function getRule(store: Store, kind: ApplicationKind): ApplicationKindRule {
  const rule = readSetting(store, 'rules').find((candidate) => candidate.kind === kind)
  if (!rule) throw new Error(`no rule for applications of the kind ${kind}`)
  return rule
}
