import { useEffect, useState } from 'react'
import { ProblemError } from '../api/client.ts'

/**
 * Countdown of the login throttle after several wrong passwords.
 *
 * @returns seconds left, and the error to show: none once the delay is over
 */
export function useSignInDelay(error: unknown): { secondsLeft: number; error: unknown } {
  const isDelay = error instanceof ProblemError && error.problem.code === 'sign-in-delayed'
  const [secondsLeft, setSecondsLeft] = useState(0)
  useEffect(() => {
    if (!isDelay) {
      setSecondsLeft(0)
      return
    }
    const until = Date.now() + Number(error.problem.data.seconds ?? 0) * 1000
    const count = () => setSecondsLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    count()
    const timer = setInterval(count, 250)
    return () => clearInterval(timer)
  }, [error, isDelay])
  return { secondsLeft, error: isDelay && secondsLeft === 0 ? null : error }
}
