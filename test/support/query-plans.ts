import type { Store } from '../../main/store/store.ts'

/** The same store, noting the text of every statement that is prepared on it. */
export function noteStatements(store: Store): { store: Store; statements: string[] } {
  const statements: string[] = []
  const noting = new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...values: unknown[]) => {
        if (name === 'prepare') statements.push(String(values[0]))
        return value.apply(target, values)
      }
    },
  })
  return { store: noting, statements }
}

/**
 * The steps in which SQLite would run a statement, e.g. `SEARCH people USING INDEX people_by_nik (nik=?)`.
 */
export function queryPlan(store: Store, statement: string): string[] {
  // The plan does not depend on what is bound, but something has to be.
  const bound = statement.replace(/\?|(?<=[\s(=,]):\w+/g, '1')
  return store
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${bound}`)
    .all()
    .map(({ detail }) => detail)
}
