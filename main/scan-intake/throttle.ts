/** Calls `act` at once and then at most every so many milliseconds, the last time always after the last ask. */
export function createThrottle(milliseconds: number, act: () => void): () => void {
  let pause: NodeJS.Timeout | undefined
  let isAsked = false
  function run(): void {
    isAsked = false
    act()
    pause = setTimeout(() => {
      pause = undefined
      if (isAsked) run()
    }, milliseconds)
    pause.unref()
  }
  return () => {
    isAsked = true
    if (!pause) run()
  }
}
