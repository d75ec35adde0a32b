import type { Connection } from './open.ts'

/** Clicks on one short link. */
export interface LinkClicks {
  /** Id of the link; one that was removed meanwhile counts nothing. */
  link: string
  count: number
  /** Of the latest, epoch ms. */
  last_at: number
}

/** Adds clicks to their links. Its caller owns the transaction. */
export function addClicks(db: Connection, clicks: readonly LinkClicks[]): void {
  const add = db.prepare(`update link set clicks = clicks + @count,
    last_click_at = max(coalesce(last_click_at, 0), @last_at) where id = @link`)
  for (const one of clicks) add.run(one)
}
