import { nanoid } from 'nanoid'
import { BoundedMap } from '../bounded-map.ts'
import { HOUR } from '../durations.ts'
import type { Change } from '../settings/experiments/changes.ts'

interface DraftPreview {
  site: string
  changes: readonly Change[]
  /** Epoch ms. */
  until: number
}

const MOST = 1_000
const LASTS = 2 * HOUR

/**
 * What forms have for a variant, by a token that its own browser alone was told: a page of the site may ask for it. Kept
 * in memory, for a form that is open; nothing of it was saved.
 */
export class DraftPreviews {
  readonly #kept = new BoundedMap<string, DraftPreview>(MOST)

  /** Under the token that it has, if that is still known at the site, else under another. */
  keep(
    {
      token,
      site,
      changes,
    }: { token?: string | undefined; site: string; changes: readonly Change[] },
    now: number,
  ): { token: string; until: number } {
    const own = token !== undefined && this.at(site, token, now) ? token : nanoid(24)
    const until = now + LASTS
    this.#kept.set(own, { site, changes, until })
    return { token: own, until }
  }

  at(site: string, token: string, now: number): readonly Change[] | undefined {
    const found = this.#kept.get(token)
    return found && found.site === site && found.until > now ? found.changes : undefined
  }
}
