import { refreshAll } from './resource.ts'
import { now } from './view.ts'

const EVERY_MS = 60_000

/** Moves "today" on and asks again what is on show: each minute, while someone looks. */
export function keepTime(): void {
  const tick = (): void => {
    if (document.hidden) return
    now.value = Date.now()
    refreshAll()
  }
  setInterval(tick, EVERY_MS)
  addEventListener('online', tick)
  document.addEventListener('visibilitychange', () => {
    if (Date.now() - now.peek() > EVERY_MS) tick()
  })
}
