/**
 * Where visits begin and end (spec: semantics.md, "Visits"). Pure: one visitor's moments in time order
 * in, visits out. Live intake asks `continues` for the newest event; a late one re-partitions its run.
 */

/** What of an event decides about visits. */
export interface Moment {
  at: number
  /** The event's id: ties in time go by it. */
  id: string
  /** It came from a page, so it may open a visit; a server's event without url may not. */
  opens: boolean
  /** Pageviews: what a visit that begins with it came by, campaign or not. */
  origin: string | null
  /** Pageviews: the campaign that its own URL carries; null when it carries none. */
  campaign: string | null
  /** The user it identifies, as a number of the store; null when it names none. */
  user: number | null
}

export interface VisitRules {
  timeout_ms: number
  split_on_campaign: boolean
}

/** A visit as far as it has come. */
export interface VisitSoFar {
  last: number
  /** Of its first pageview; null before there is one. */
  origin: string | null
  /** The known user, carried over from earlier visits too. */
  user: number | null
}

/** True when the moment (not earlier than `visit.last`) belongs to the visit, false when it opens the next. */
export function continues(visit: VisitSoFar, moment: Moment, rules: VisitRules): boolean {
  if (moment.at - visit.last > rules.timeout_ms) return false
  if (visit.user !== null && moment.user !== null && moment.user !== visit.user) return false
  if (!rules.split_on_campaign || moment.campaign === null) return true
  return moment.campaign === visit.origin
}

/** `visit` after the moment. */
export function extend(visit: VisitSoFar, moment: Moment): VisitSoFar {
  return {
    last: moment.at,
    origin: visit.origin ?? moment.origin,
    user: moment.user ?? visit.user,
  }
}

/** The visit that the moment opens, the known user carried on. */
export function open(moment: Moment, carried: number | null): VisitSoFar {
  return extend({ last: moment.at, origin: null, user: carried }, moment)
}

export function inTimeOrder(a: Moment, b: Moment): number {
  if (a.at !== b.at) return a.at - b.at
  return a.id < b.id ? -1 : 1
}

/** Another user signed in, though no page told: whatever comes next is that user's visit. */
function besideLone(visit: VisitSoFar | null, lone: Moment): VisitSoFar | null {
  return lone.user === null ? visit : null
}

export interface Partition<M extends Moment> {
  visits: M[][]
  /** Server events that found no visit open at their time. */
  alone: M[]
}

/** Cuts moments (any order, one visitor) into visits. `carried`: the user known before the first. */
export function partition<M extends Moment>(
  moments: readonly M[],
  rules: VisitRules,
  carried: number | null,
): Partition<M> {
  const result: Partition<M> = { visits: [], alone: [] }
  let visit: VisitSoFar | null = null
  let user = carried
  for (const moment of [...moments].sort(inTimeOrder)) {
    const members = result.visits.at(-1)
    if (visit && members && continues(visit, moment, rules)) {
      members.push(moment)
      visit = extend(visit, moment)
    } else if (moment.opens) {
      result.visits.push([moment])
      visit = open(moment, user)
    } else {
      result.alone.push(moment)
      visit = besideLone(visit, moment)
    }
    user = moment.user ?? visit?.user ?? user
  }
  return result
}

/**
 * Whose each visit is: the user it names; else the latest known before it; else, for visits before anybody
 * was known, the first known after. `named`: each visit's own user, in time order.
 */
export function owners(named: readonly (number | null)[]): (number | null)[] {
  const first = named.find((user) => user !== null) ?? null
  let known = first
  return named.map((user) => {
    known = user ?? known
    return known
  })
}
