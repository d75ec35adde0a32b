import { nanoid } from 'nanoid'
import { HOUR } from '../durations.ts'
import type { Change } from '../settings/experiments/changes.ts'

interface DraftPreview {
  site: string
  changes: readonly Change[]
  /** Characters that it is counted with. */
  size: number
  /** Epoch ms. */
  until: number
}

/** Forms that are open at a time; a form has one. */
const MOST_OF_SITE = 20
/** Of all sites. A draft has at most 2 MiB, the most that a body has. */
const MOST_CHARACTERS = 8_000_000
/** Of what keeps it, so that empty ones count, too. */
const FRAME = 1_000
const LASTS = 2 * HOUR

/**
 * What forms have for a variant, by a token that its own browser alone was told: a page of the site may ask for it. Kept
 * in memory, for a form that is open; nothing of it was saved.
 */
export class DraftPreviews {
  /** The oldest first. */
  readonly #kept = new Map<string, DraftPreview>()

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
    const draft = {
      site,
      changes,
      size: FRAME + JSON.stringify(changes).length,
      until: now + LASTS,
    }
    this.#kept.delete(own)
    this.#makeRoom(draft, now)
    this.#kept.set(own, draft)
    return { token: own, until: draft.until }
  }

  at(site: string, token: string, now: number): readonly Change[] | undefined {
    const found = this.#kept.get(token)
    return found && found.site === site && found.until > now ? found.changes : undefined
  }

  /** Drops what is over, then the oldest of the same site, and those of others only where that is not enough. */
  #makeRoom({ site, size }: DraftPreview, now: number): void {
    for (const [token, { until }] of this.#kept) if (until <= now) this.#kept.delete(token)
    const own = this.#tokens((draft) => draft.site === site)
    const others = this.#tokens((draft) => draft.site !== site)
    const beyond = own.splice(0, Math.max(0, own.length + 1 - MOST_OF_SITE))
    for (const token of beyond) this.#kept.delete(token)
    for (const token of [...own, ...others]) {
      if (this.#characters() + size <= MOST_CHARACTERS) return
      this.#kept.delete(token)
    }
  }

  #tokens(such: (draft: DraftPreview) => boolean): string[] {
    return [...this.#kept].filter(([, draft]) => such(draft)).map(([token]) => token)
  }

  #characters(): number {
    return [...this.#kept.values()].reduce((sum, { size }) => sum + size, 0)
  }
}
