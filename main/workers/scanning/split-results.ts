import { Problem, type ProblemValue } from '../../../shared/problems.ts'

/** Splits settled promises into values and problems. Throws a rejection that is no Problem. */
export function splitResults<Value>(results: readonly PromiseSettledResult<Value>[]): {
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
