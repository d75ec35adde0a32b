import type { LinkClicks } from '../changes.ts'
import type { Connection } from './open.ts'

/** Adds clicks to their links, in all and by when they came. Its caller owns the transaction. */
export function addClicks(db: Connection, clicks: readonly LinkClicks[]): void {
  const add = db.prepare(`update link set clicks = clicks + @count, bots = bots + @bots,
    last_click_at = nullif(max(coalesce(last_click_at, 0), @last_at), 0) where id = @link`)
  const date = db.prepare(`insert into link_click (link, at, clicks, bots)
    values (@link, @quarter, @count, @bots)
    on conflict do update set clicks = clicks + excluded.clicks, bots = bots + excluded.bots`)
  for (const one of clicks) {
    // A link that was removed meanwhile has no times either.
    if (add.run(one).changes > 0) date.run(one)
  }
}
