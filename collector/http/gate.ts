import { NotPassed } from './pass-on.ts'

/** A client waits no longer than that for a site to go from one collector to another. */
const MOST_WAIT_MS = 20_000

/** Who of a site's is inside, in the order in which they came. */
type Inside = Set<{ since: number }>

/**
 * Requests that write to a site go in and out one by one; while the site leaves, they wait before it. So its last change is told
 * before the first that the next collector takes. Durations are ms.
 */
export class Gate {
  readonly #inside = new Map<string, Inside>()
  readonly #held = new Map<string, { opened: Promise<void>; open: () => void }>()
  /** Of each site, who is to be told when somebody leaves it: the one that moves it. */
  readonly #left = new Map<string, () => void>()

  /** Answers how to leave. Throws NotPassed when it stays held for too long. */
  async enter(site: string): Promise<() => void> {
    const held = this.#held.get(site)
    if (held) await withinTime(held.opened)
    const inside: Inside = this.#inside.get(site) ?? new Set()
    this.#inside.set(site, inside)
    const one = { since: performance.now() }
    inside.add(one)
    return () => {
      inside.delete(one)
      if (inside.size === 0) this.#inside.delete(site)
      this.#left.get(site)?.()
    }
  }

  /** How long the one who came first of those inside has been there; undefined where nobody is. */
  #longest(site: string): number | undefined {
    const [first] = this.#inside.get(site) ?? []
    return first && performance.now() - first.since
  }

  /** Waits at most `ms`, with the gate as it is, and answers whether then nobody inside has been there for `long`. */
  async isCalm(site: string, long: number, ms: number): Promise<boolean> {
    const until = performance.now() + ms
    const isLong = () => (this.#longest(site) ?? 0) >= long
    while (isLong() && performance.now() < until)
      await this.#nextLeft(site, until - performance.now())
    return !isLong()
  }

  /**
   * From now on whoever comes waits. Answers whether all who were inside have left; false as soon as one of them has been there
   * for `long`.
   */
  async hold(site: string, long: number): Promise<boolean> {
    let open = () => {}
    const opened = new Promise<void>((resolve) => {
      open = resolve
    })
    this.#held.set(site, { opened, open })
    for (;;) {
      const longest = this.#longest(site)
      if (longest === undefined) return true
      if (longest >= long) return false
      await this.#nextLeft(site, long - longest)
    }
  }

  #nextLeft(site: string, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#left.delete(site)
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#left.set(site, done)
    })
  }

  open(site: string): void {
    this.#held.get(site)?.open()
    this.#held.delete(site)
  }
}

function withinTime(opened: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new NotPassed('this site is going to another collector'))
    const timer = setTimeout(late, MOST_WAIT_MS)
    opened.then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
