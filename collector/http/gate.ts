import { NotPassed } from './pass-on.ts'

/** A client waits no longer than that for a site to go from one collector to another. */
const MOST_WAIT_MS = 20_000

/**
 * Requests that write to a site go in and out one by one; while the site leaves, they wait before it. So its last change is told
 * before the first that the next collector takes.
 */
export class Gate {
  readonly #inside = new Map<string, number>()
  readonly #held = new Map<string, { opened: Promise<void>; open: () => void }>()
  #left = () => {}

  /** Answers how to leave. Throws NotPassed when it stays held for too long. */
  async enter(site: string): Promise<() => void> {
    const held = this.#held.get(site)
    if (held) await withinTime(held.opened)
    this.#inside.set(site, (this.#inside.get(site) ?? 0) + 1)
    return () => this.#leave(site)
  }

  #leave(site: string): void {
    const inside = (this.#inside.get(site) ?? 1) - 1
    if (inside > 0) this.#inside.set(site, inside)
    else this.#inside.delete(site)
    this.#left()
  }

  /** From now on whoever comes waits. Answers whether all who were inside have left within that time. */
  async hold(site: string, ms: number): Promise<boolean> {
    let open = () => {}
    const opened = new Promise<void>((resolve) => {
      open = resolve
    })
    this.#held.set(site, { opened, open })
    const until = performance.now() + ms
    while (this.#inside.has(site) && performance.now() < until) await this.#nextLeft(until)
    return !this.#inside.has(site)
  }

  #nextLeft(until: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, until - performance.now())
      this.#left = () => {
        clearTimeout(timer)
        resolve()
      }
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
