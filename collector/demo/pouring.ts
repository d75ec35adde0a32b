import type { IntakePort } from '../intake/port.ts'
import { type DemoAhead, readExtent, store, trafficAhead, writeExtent } from './seed.ts'

interface DemoPouring {
  /** The data folder. */
  folder: string
  intake: Pick<IntakePort, 'import'>
  /** What comes, as far as it is known. */
  ahead: DemoAhead
  /** Epoch ms. */
  now: () => number
}

/** Stores, each time it is called, what has happened since; answers how many events. Nothing where there is no demo. */
export function demoPouring(pouring: DemoPouring): () => Promise<number> {
  const { intake, folder, now } = pouring
  let { ahead } = pouring
  return async () => {
    const extent = readExtent(folder)
    if (extent === undefined) return 0
    const { start, until } = extent
    const at = now()
    if (at > ahead.until) ahead = trafficAhead(start, at)
    const due = ahead.lines.filter((line) => line.at >= until && line.at < at)
    ahead = { ...ahead, lines: ahead.lines.filter((line) => line.at >= at) }
    if (due.length > 0) await store(intake, due, at)
    writeExtent(folder, { ...extent, until: Math.max(until, at) })
    return due.length
  }
}

/** What people do is seen so soon. */
const EVERY_MS = 30_000

/** Goes on with it until it is ended by what this answers, or the demo's site is removed. */
export function pourOn(pouring: DemoPouring): () => void {
  const pour = demoPouring(pouring)
  const end = () => clearInterval(timer)
  const timer = setInterval(() => pour().catch(end), EVERY_MS)
  return end
}
