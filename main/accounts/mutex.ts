/**
 * Mutex: runs tasks one after the other, in the order of the calls. Two simultaneous sign-ins would otherwise
 * both be tried before either is counted, and two changes of the key ring would overwrite each other.
 */
export function createMutex(): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const result = last.then(task)
    last = result.catch(() => undefined)
    return result
  }
}
