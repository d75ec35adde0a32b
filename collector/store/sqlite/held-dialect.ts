import { DAY } from '../../durations.ts'
import { Refusal } from '../../refusal.ts'
import type { Dialect, Span } from '../port.ts'
import { dialect } from './dialect.ts'
import { heldSince } from './held.ts'
import type { Connection } from './open.ts'

/** What a file whose events have left for ClickHouse in part is asked with: nothing that they would have told. */
export function heldDialect(db: Connection): Dialect {
  const since = heldSince(db)
  if (since.size === 0) return dialect
  const latest = Math.max(...since.values())

  function hold<T>({ from }: Pick<Span, 'from'>, held: number | undefined, fragment: T): T {
    if (held === undefined || from >= held) return fragment
    const why = `events before ${dateAfter(held)} are in ClickHouse alone, and this looks at the file`
    const mend = from === ALL.from ? 'which cannot tell it any more' : 'name a later period'
    throw new Refusal(422, `${why}; ${mend}`)
  }

  return {
    ...dialect,
    eventsOfVisitsStarting: (site, span, names) =>
      hold(span, since.get(site), dialect.eventsOfVisitsStarting(site, span, names)),
    eventsWithin: (site, span, names) =>
      hold(span, since.get(site), dialect.eventsWithin(site, span, names)),
    eventsOf: (visits, span) => hold(span, latest, dialect.eventsOf(visits, span)),
    hasEvent: (site, span, holds) =>
      hold(span, since.get(site), dialect.hasEvent(site, span, holds)),
    variantOfVisit: (experiment) => hold(ALL, latest, dialect.variantOfVisit(experiment)),
    isRepeat: (site) => hold(ALL, since.get(site), dialect.isRepeat(site)),
  }
}

/** Some things depend on whatever happened before. */
const ALL = { from: Number.NEGATIVE_INFINITY }

/** From its beginning on all is here, in whatever time zone. */
function dateAfter(instant: number): string {
  return new Date(instant + DAY).toISOString().slice(0, 10)
}
