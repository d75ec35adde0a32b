import { useEffect, useRef } from 'preact/hooks'
import type { Problem } from '../api.ts'
import { afterPause, pauseMs } from './again.ts'

/** Asks again by itself what was refused, for as long as that is on show; undefined: nothing is asked. */
export function useAgain(problem: Problem | undefined, ask: () => void): void {
  const refusals = useRef(0)
  useEffect(() => {
    if (problem) return afterPause(pauseMs(refusals.current++, problem.details.retryAfter), ask)
  }, [problem])
}
