import { Problem } from '../api.ts'

const FIRST_MS = 1_000
const MOST_MS = 30_000
/** However late the server says: a timer that is set to a month would ring at once. */
const LATEST_MS = 3_600_000

/**
 * How long until one asks again after so many refusals before this one, in ms: twice as long each time, and never
 * before the server said (`retryAfter`, in seconds).
 */
export function pauseMs(refusals: number, retryAfter = 0): number {
  const ours = Math.min(FIRST_MS * 2 ** refusals, MOST_MS)
  return Math.min(Math.max(ours, retryAfter * 1_000), LATEST_MS)
}

/**
 * Whether a refused report is worth asking again: the server says that it is a matter of time, or a proxy had no server
 * to ask. One that took too long is a 503, too, and would only take as long again.
 */
export function comesBack({ status, details: { detail } }: Problem): boolean {
  if (status !== 502 && status !== 503) return false
  return detail === undefined || detail.includes('ask again in a while')
}

/** Goes on after a pause, or at once when the browser is online again or the tab is looked at. Answers how to stop. */
export function afterPause(ms: number, then: () => void): () => void {
  const now = () => {
    stop()
    then()
  }
  const seen = () => {
    if (document.visibilityState === 'visible') now()
  }
  const timer = setTimeout(now, ms)
  addEventListener('online', now)
  document.addEventListener('visibilitychange', seen)
  const stop = () => {
    clearTimeout(timer)
    removeEventListener('online', now)
    document.removeEventListener('visibilitychange', seen)
  }
  return stop
}

/** Asks until there is an answer; every Problem that refuses it is told first. */
export async function untilAnswered<Answer>(
  ask: () => Promise<Answer>,
  tell: (problem: Problem) => Promise<void>,
): Promise<Answer> {
  for (let refusals = 0; ; refusals++) {
    try {
      return await ask()
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      await tell(failure)
      const ms = pauseMs(refusals, failure.details.retryAfter)
      await new Promise<void>((resolve) => afterPause(ms, resolve))
    }
  }
}
