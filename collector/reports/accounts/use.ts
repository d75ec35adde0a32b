import { countUpTo } from '../../count-up-to.ts'

/** Days of a window, of which the last is the day that is scored. */
export const WINDOW = 28

/** What one person of an account did on a local day; or a server, of nobody in it. */
export interface DayOfUse {
  /** Days since 1970-01-01, on the site's calendar. */
  day: number
  /** null: nobody in it. */
  person: number | null
  events: number
  /** A bit for each key event. */
  keys: number
  /** A bit for each buying signal. */
  signals: number
}

/** What a person of the account did in a window. */
export interface PersonUse {
  events: number
  /** Day on which they were last seen. */
  last: number
}

/** What the days of a window add up to. */
export interface Window {
  /** Days on which anything was done. */
  active: number
  /** How many people did anything in it. */
  people: number
  /** Bits of what was done in it. */
  keys: number
  signals: number
  /** Days since anything was done last, 0 for the day itself; undefined: never. */
  silent: number | undefined
}

/** The people of one window; a set for each of a hundred thousand would be most of the work. */
const met = new Set<number>()

/** The 28 days that end with one, out of days in order. */
export function windowOf(days: readonly DayOfUse[], end: number): Window {
  const to = placeAfter(days, end)
  let [active, keys, signals] = [0, 0, 0]
  let before = Number.NEGATIVE_INFINITY
  met.clear()
  for (let place = placeAfter(days, end - WINDOW); place < to; place++) {
    const one = days[place]
    if (one === undefined) break
    if (one.day !== before) active++
    before = one.day
    keys |= one.keys
    signals |= one.signals
    if (one.person !== null) met.add(one.person)
  }
  const last = days[to - 1]
  return { active, people: met.size, keys, signals, silent: last && end - last.day }
}

/** Who did anything in that window, and how much. */
export function peopleIn(days: readonly DayOfUse[], end: number): Map<number, PersonUse> {
  const people = new Map<number, PersonUse>()
  for (const one of days.slice(placeAfter(days, end - WINDOW), placeAfter(days, end))) {
    if (one.person !== null) addTo(people, one.person, one)
  }
  return people
}

function addTo(people: Map<number, PersonUse>, person: number, { day, events }: DayOfUse): void {
  const known = people.get(person)
  if (known === undefined) {
    people.set(person, { events, last: day })
    return
  }
  known.events += events
  known.last = day
}

/** How many of the days are none later than one. */
function placeAfter(days: readonly DayOfUse[], day: number): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((days[middle]?.day ?? 0) <= day) low = middle + 1
    else high = middle
  }
  return low
}

/** The most people that any 28 days have had, told of each day that they are asked about. */
export class MostPeople {
  /** Days on which there came to be more, and how many. */
  readonly #since: number[] = []
  readonly #most: number[] = []

  constructor(days: readonly DayOfUse[]) {
    const last = new Map<number, number>()
    let begin = 0
    for (const { day, person } of days) {
      if (person !== null) last.set(person, day)
      const after = day - WINDOW
      for (; (days[begin]?.day ?? day) <= after; begin++) letGo(last, days[begin], after)
      if (last.size > (this.#most.at(-1) ?? 0)) this.#grow(day, last.size)
    }
  }

  #grow(day: number, most: number): void {
    if (this.#since.at(-1) === day) this.#most.pop()
    else this.#since.push(day)
    this.#most.push(most)
  }

  /** Of the windows that end on that day or before. */
  by(end: number): number {
    return this.#most[countUpTo(this.#since, end) - 1] ?? 0
  }
}

/** Takes out who did something on a day that has passed and nothing since. */
function letGo(last: Map<number, number>, gone: DayOfUse | undefined, after: number): void {
  const person = gone?.person ?? null
  if (person !== null && (last.get(person) ?? 0) <= after) last.delete(person)
}
