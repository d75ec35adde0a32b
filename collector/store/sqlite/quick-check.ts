import type { Connection } from './open.ts'

/** Reads every page once. Answers `ok`, or the first thing that is wrong. */
export function quickCheck(db: Connection): string {
  const kept = db.pragma('cache_size', { simple: true })
  // What would stay in the cache is memory the server then idles with.
  db.pragma('cache_size = -1024')
  const answer = db.pragma('quick_check(1)', { simple: true })
  db.pragma(`cache_size = ${kept}`)
  return String(answer)
}
