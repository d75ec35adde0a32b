import { type Arrival, query } from './arrivals.ts'
import { EXPERIMENTS, variantOf } from './experiments.ts'
import { TITLES } from './pages.ts'
import type { Browser } from './people.ts'
import type { Random } from './random.ts'
import { MINUTE, SECOND } from './rhythm.ts'
import type { WireLine } from './wire.ts'

/** Somebody in the demo, with everything they did so far. */
export interface Person {
  site: string
  chance: Random
  sender: Omit<Browser, 'offset'> & { visitor: string; user?: string; account?: string }
  exposed: Set<string>
  lines: WireLine[]
}

/** A visit under way: when it is, and where. */
export interface Visit {
  at: number
  url: string
}

/** Opens a visit on the page that an arrival leads to. */
export function land(person: Person, arrival: Arrival, at: number): Visit {
  const visit = { at, url: '' }
  view(person, visit, { path: arrival.path, arrival })
  return visit
}

export interface View {
  path: string
  arrival?: Pick<Arrival, 'tags' | 'click' | 'referrer' | 'path' | 'weight' | 'keen'>
  referrer?: string
}

/** Looks at a page for a while: a pageview, exposures of what it tests, and what the script measured. */
export function view(person: Person, visit: Visit, { path, arrival, referrer }: View): void {
  const { chance } = person
  const id = chance.id()
  visit.url = `https://${person.site}${path}`
  const title = TITLES[path] ?? path
  const from = arrival?.referrer ?? referrer
  const url = visit.url + (arrival ? query(arrival) + clickId(person, arrival) : '')
  put(person, { id, name: 'pageview', at: visit.at, url, title, ...(from && { referrer: from }) })
  expose(person, visit, path)
  const stay = 2 * SECOND + Math.floor(Math.min(9 * MINUTE, chance.exponential(38 * SECOND)))
  visit.at += stay
  if (chance.chance(0.92)) {
    const engaged = Math.floor(stay * (0.4 + 0.6 * chance.next()))
    const scroll = Math.min(100, 15 + chance.integer(100))
    const measured = { name: 'engagement', of: id, engaged, scroll }
    put(person, { id: chance.id(), at: visit.at, url: visit.url, ...measured })
  }
  visit.at += SECOND + chance.integer(3 * SECOND)
}

/** Does something on the page. */
export function act(
  person: Person,
  visit: Visit,
  what: Partial<WireLine> & { name: string },
): void {
  put(person, { id: person.chance.id(), at: visit.at, url: visit.url, ...what })
  visit.at += SECOND
}

function expose(person: Person, visit: Visit, path: string): void {
  for (const experiment of EXPERIMENTS) {
    if (experiment.path !== path || person.exposed.has(experiment.key)) continue
    person.exposed.add(experiment.key)
    const variant = variantOf(experiment, person.sender.visitor)
    act(person, visit, { name: 'exposure', props: { experiment: experiment.key, variant } })
  }
}

function clickId({ chance }: Person, { click, tags }: { click?: string; tags?: string }): string {
  if (click === undefined) return ''
  return `${tags === undefined ? '?' : '&'}${click}=${chance.id(28)}`
}

function put(person: Person, event: WireLine): void {
  person.lines.push({ ...event, ...person.sender })
}
