import { Refusal } from '../refusal.ts'

/** Of all sites, and of one: each takes gigabytes of the disk, and the thread that reads it a core. */
const MOST = 4
const MOST_OF_SITE = 2

/** Files that are on their way here, or lie here to be looked at. */
export class IncomingFiles {
  readonly #sites: string[] = []

  /** Answers what ends it. Throws a 409 where a site sends too many at once, and a 503 where all sites together do. */
  enter(site: string): () => void {
    if (this.#sites.filter((one) => one === site).length >= MOST_OF_SITE)
      throw new Refusal(409, 'other files of this site are on their way; wait for them')
    if (this.#sites.length >= MOST)
      throw new Refusal(503, 'other sites’ files are on their way; try again in a minute')
    this.#sites.push(site)
    return () => {
      const at = this.#sites.indexOf(site)
      if (at >= 0) this.#sites.splice(at, 1)
    }
  }
}
