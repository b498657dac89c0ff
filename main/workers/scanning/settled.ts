import { Problem, type ProblemValue } from '../../../shared/problems.ts'

/** What came of several attempts at once: what succeeded, and why the others did not. Throws what is no problem. */
export function sortSettled<Value>(results: readonly PromiseSettledResult<Value>[]): {
  values: Value[]
  problems: ProblemValue[]
} {
  const values: Value[] = []
  const problems: ProblemValue[] = []
  for (const result of results) {
    if (result.status === 'fulfilled') values.push(result.value)
    else if (result.reason instanceof Problem) problems.push(result.reason.toValue())
    else throw result.reason
  }
  return { values, problems }
}
