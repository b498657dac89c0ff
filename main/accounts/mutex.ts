/**
 * Runs acts one after the other, in the order they were asked for. Two sign-ins tried at once would otherwise
 * both be tried before either is counted, and two changes of the key ring would overwrite each other.
 */
export function createMutex(): <Result>(act: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const turn = last.then(act)
    last = turn.catch(() => undefined)
    return turn
  }
}
