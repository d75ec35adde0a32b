import { SECOND } from '../durations.ts'

/** Tries that get on. */
const MOVING = 8
/** What has not answered by then is waited for beside them, and its place is another's. */
const STUCK_MS = 3 * SECOND
/** … of which there are no more. */
const MOST_STUCK = 24
/** Of one site, which may have a hundred receivers. */
const MOST_OF_SITE = 3

/** A try that is under way. */
interface UnderWay {
  receiver: string
  site: number | null
  /** Epoch ms. */
  since: number
}

/** What is under way, and whose turn is next: of sites those that have the least under way. */
export class Places {
  readonly #underWay = new Set<UnderWay>()

  /** Answers what gives the place back. */
  take(one: UnderWay): () => void {
    this.#underWay.add(one)
    return () => {
      this.#underWay.delete(one)
    }
  }

  /** How many may work, `now` in epoch ms. */
  most(now: number): number {
    const stuck = [...this.#underWay].filter(({ since }) => now - since >= STUCK_MS).length
    return MOVING + Math.min(stuck, MOST_STUCK)
  }

  /** Each is told one thing after another. */
  receivers(): string[] {
    return [...this.#underWay].map(({ receiver }) => receiver)
  }

  /** Sites whose turn it is not, for one look after another: first all that have anything under way, at last those that have enough. */
  turns(): number[][] {
    const counts = new Map<number, number>()
    for (const { site } of this.#underWay) {
      if (site !== null) counts.set(site, (counts.get(site) ?? 0) + 1)
    }
    const busy = Math.min(MOST_OF_SITE, Math.max(0, ...counts.values()))
    const levels = Array.from({ length: busy }, (_, i) => i + 1)
    const turns = levels.map((most) =>
      [...counts].flatMap(([site, count]) => (count >= most ? [site] : [])),
    )
    return busy < MOST_OF_SITE ? [...turns, []] : turns
  }
}
