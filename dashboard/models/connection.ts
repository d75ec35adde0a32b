import { effect, signal } from '@preact/signals'
import { whenReached } from '../api.ts'
import { refreshAll } from './resource.ts'

/** Whether the last request found the collector. */
export const reachable = signal(true)

const EVERY_MS = 3_000

/** Follows every request; while nothing answers, looks again and again, and then asks all anew. */
export function keepConnection(): void {
  whenReached((reached) => {
    // What was on its way when the connection went tells nothing of now; looking again does.
    if (reached && !navigator.onLine) return
    reachable.value = reached
  })
  addEventListener('offline', () => {
    reachable.value = false
  })
  effect(() => {
    if (reachable.value) return
    const timer = setInterval(lookAgain, EVERY_MS)
    addEventListener('online', lookAgain)
    return () => {
      clearInterval(timer)
      removeEventListener('online', lookAgain)
    }
  })
}

export async function lookAgain(): Promise<void> {
  // Whatever it says: an answer is an answer.
  const answered = await fetch('/health', { cache: 'no-store' }).then(
    () => true,
    () => false,
  )
  if (!answered || reachable.peek()) return
  reachable.value = true
  refreshAll()
}
