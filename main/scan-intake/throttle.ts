/**
 * Calls `act` at once and then at most once in so many milliseconds (leading and trailing edge): the last request
 * is always followed by a call.
 */
export function createThrottle(milliseconds: number, act: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  let isRequested = false
  function run(): void {
    isRequested = false
    act()
    timer = setTimeout(() => {
      timer = undefined
      if (isRequested) run()
    }, milliseconds)
    timer.unref()
  }
  return () => {
    isRequested = true
    if (!timer) run()
  }
}
