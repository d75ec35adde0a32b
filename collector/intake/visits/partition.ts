import { DAY } from '../../durations.ts'

/**
 * Where visits begin and end (spec: semantics.md, "Visits"). Pure: one visitor's moments in time order
 * in, visits out. Live intake asks `continues` for the newest event; a late one re-partitions its run.
 */

/** A visit ends with its 10,000th event … */
export const MOST_EVENTS = 10_000
/** … and with the last one that is no more than a day after its first: no browser's run is endless. */
export const LONGEST_MS = DAY

/** What of an event decides about visits. */
export interface Moment {
  at: number
  /** Its place among the events of its instant in its batch, from 0. */
  nth: number
  /** The event's id: what is left of ties goes by it. */
  id: string
  /** It came from a page, so it may open a visit; a server's event without url may not. */
  opens: boolean
  /** It tells of an older pageview, so it opens nothing: it counts for that pageview's visit. */
  tells: boolean
  /** The id of that pageview, if it says so. */
  of: string | null
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
  start: number
  last: number
  /** Its events. */
  count: number
  /** Of its first pageview; null before there is one. */
  origin: string | null
  /** The known user, carried over from earlier visits too. */
  user: number | null
}

/** True when the moment (not earlier than `visit.last`) belongs to the visit, false when it opens the next. */
export function continues(visit: VisitSoFar, moment: Moment, rules: VisitRules): boolean {
  if (moment.at - visit.last > rules.timeout_ms || !hasRoom(visit, moment.at)) return false
  if (visit.user !== null && moment.user !== null && moment.user !== visit.user) return false
  if (!rules.split_on_campaign || moment.campaign === null) return true
  return moment.campaign === visit.origin
}

/** When a visit can begin that may still take what happens at a time. */
export function dayBefore(at: number): { from: number; to: number } {
  return { from: at - LONGEST_MS, to: at }
}

/**
 * Whether a visit may hold one more event, at that time.
 *
 *     Mon 08:00   a pageview every 20 minutes                 Tue 08:00 │ Tue 08:20
 *     └── one visit: 73 events, the last no more than a day after 08:00 ┘ └── the next
 *     event 1 … 10,000 │ 10,001: a pageview begins the next visit; an event without url stands alone
 */
export function hasRoom({ start, count }: Pick<VisitSoFar, 'start' | 'count'>, at: number) {
  return count < MOST_EVENTS && at - start <= LONGEST_MS
}

/** `visit` after the moment. */
function extend(visit: VisitSoFar, moment: Moment): VisitSoFar {
  return {
    start: visit.start,
    last: moment.at,
    count: visit.count + 1,
    origin: visit.origin ?? moment.origin,
    user: moment.user ?? visit.user,
  }
}

/** The visit that the moment opens, the known user carried on. */
function open(moment: Moment, carried: number | null): VisitSoFar {
  const { at } = moment
  return extend({ start: at, last: at, count: 0, origin: null, user: carried }, moment)
}

/** Events of one instant: as they stood in their batch, then by id. */
export function inTimeOrder(a: Moment, b: Moment): number {
  if (a.at !== b.at) return a.at - b.at
  if (a.nth !== b.nth) return a.nth - b.nth
  return a.id < b.id ? -1 : 1
}

/** Another user signed in, though no page told: whatever comes next is that user's visit. */
function besideLone(visit: VisitSoFar | null, lone: Moment): VisitSoFar | null {
  return lone.user === null ? visit : null
}

/** A visit that a follow-up may count for: begun, and not by events of another user. */
export interface Home {
  start: number
  count: number
  /** The user its own events name. */
  named: number | null
}

/**
 * Whether a follow-up that finds no visit open may count for this one. It tells of what was, so it says nothing
 * about who is there now: one that names somebody else is nobody's.
 */
export function takesIn(home: Home, followUp: Pick<Moment, 'at' | 'user'>): boolean {
  return hasRoom(home, followUp.at) && (followUp.user === null || followUp.user === home.named)
}

export interface Partition<M extends Moment> {
  visits: M[][]
  /** Members that tell of an older pageview: they prolong neither their visit's window nor its duration. */
  after: ReadonlySet<M>
  /** Server events that found no visit open at their time, and follow-ups on nothing that is known. */
  alone: M[]
}

/**
 * Asked of a follow-up whose pageview is not among the moments. `away`: its visit is not among them either. `alone`: that
 * does not take it in. Undefined: the last visit so far may, if there is one.
 */
export type Elsewhere<M> = (followUp: M, isFirst: boolean) => 'away' | 'alone' | undefined
const nowhere = () => undefined

/**
 * Cuts moments (any order, one visitor) into visits. `carried`: the user known before the first. `elsewhere`: for
 * who cuts a part of a visitor's moments.
 *
 *     10:00 pageview p   10:05 event      11:20 follow-up on p    11:25 pageview
 *     └──── visit 1, last = 10:05 ────┘   of visit 1, after    └─ visit 2
 */
export function partition<M extends Moment>(
  moments: readonly M[],
  rules: VisitRules,
  carried: number | null,
  elsewhere: Elsewhere<M> = nowhere,
): Partition<M> {
  const cut = new Cut<M>(carried)
  for (const moment of [...moments].sort(inTimeOrder)) {
    if (cut.visit && continues(cut.visit, moment, rules)) cut.goOn(moment)
    else if (moment.tells) cut.followUp(moment, elsewhere)
    else if (moment.opens) cut.begin(moment)
    else cut.standAlone(moment)
  }
  return cut
}

/** A partition in the making. */
class Cut<M extends Moment> implements Partition<M> {
  readonly visits: M[][] = []
  readonly after = new Set<M>()
  readonly alone: M[] = []
  /** The one that is open, as far as anybody knows. */
  visit: VisitSoFar | null = null
  #user: number | null
  readonly #homes: Home[] = []
  /** Pageviews by id: the index of their visit. Made when the first follow-up asks. */
  #viewed: Map<string, number> | undefined

  constructor(carried: number | null) {
    this.#user = carried
  }

  begin(moment: M): void {
    this.visit = open(moment, this.#user)
    this.visits.push([])
    this.#homes.push({ start: moment.at, count: 0, named: null })
    this.#add(moment)
    this.#user = this.visit.user
  }

  goOn(moment: M): void {
    this.visit = extend(this.visit as VisitSoFar, moment)
    this.#add(moment)
    this.#user = this.visit.user
  }

  #add(moment: M): void {
    const index = this.visits.length - 1
    this.#push(index, moment)
    if (moment.origin !== null) this.#viewed?.set(moment.id, index)
  }

  #push(index: number, moment: M): void {
    const home = this.#homes[index] as Home
    home.count += 1
    home.named = moment.user ?? home.named
    this.visits[index]?.push(moment)
  }

  followUp(moment: M, elsewhere: Elsewhere<M>): void {
    const of = moment.of === null ? undefined : this.#visitOf(moment.of)
    const outside = of === undefined ? elsewhere(moment, this.visits.length === 0) : undefined
    if (outside === 'away') return
    const index = of ?? this.visits.length - 1
    const home = this.#homes[index]
    if (outside === 'alone' || !home || !takesIn(home, moment)) {
      this.alone.push(moment)
      return
    }
    this.#push(index, moment)
    this.after.add(moment)
  }

  #visitOf(pageview: string): number | undefined {
    this.#viewed ??= new Map(
      this.visits.flatMap((members, index) =>
        members.filter(({ origin }) => origin !== null).map(({ id }) => [id, index] as const),
      ),
    )
    return this.#viewed.get(pageview)
  }

  standAlone(moment: M): void {
    this.alone.push(moment)
    this.visit = besideLone(this.visit, moment)
    this.#user = moment.user ?? this.visit?.user ?? this.#user
  }
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
