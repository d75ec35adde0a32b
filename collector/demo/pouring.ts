import { DAY } from '../durations.ts'
import type { IntakePort } from '../intake/port.ts'
import { readExtent, SEED, store, writeExtent } from './seed.ts'
import { DEMO_SITE } from './site.ts'
import { demoTraffic } from './traffic.ts'
import type { WireLine } from './wire.ts'

interface DemoPouring {
  /** The data folder. */
  folder: string
  intake: Pick<IntakePort, 'import'>
  /** Epoch ms. */
  now: () => number
}

/** Stores, each time it is called, what has happened since; answers how many events. Nothing where there is no demo. */
export function demoPouring({ intake, folder, now }: DemoPouring): () => Promise<number> {
  // A day ahead at once: the traffic before it has to be made again for it.
  let coming: WireLine[] = []
  let known = 0
  return async () => {
    const extent = readExtent(folder)
    if (extent === undefined) return 0
    const { start, until } = extent
    const at = now()
    if (at > known) {
      known = at + DAY
      coming = demoTraffic({ site: DEMO_SITE, seed: SEED, start, end: known })
    }
    const due = coming.filter((line) => line.at >= until && line.at < at)
    coming = coming.filter((line) => line.at >= at)
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
