import type { LinkClicks } from '../changes.ts'
import type { Connection } from './open.ts'

/** Adds clicks to their links. Its caller owns the transaction. */
export function addClicks(db: Connection, clicks: readonly LinkClicks[]): void {
  const add = db.prepare(`update link set clicks = clicks + @count, bots = bots + @bots,
    last_click_at = nullif(max(coalesce(last_click_at, 0), @last_at), 0) where id = @link`)
  for (const one of clicks) add.run(one)
}
