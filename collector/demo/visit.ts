import { MINUTE, SECOND } from '../durations.ts'
import type { Arrival } from './arrivals.ts'
import { EXPERIMENTS, variantOf } from './experiments.ts'
import { readingTime, TITLES } from './pages.ts'
import type { Browser } from './people.ts'
import { query } from './query.ts'
import type { Random } from './random.ts'
import type { WireLine } from './wire.ts'

/** Somebody in the demo, with everything they did so far. */
export interface Person {
  site: string
  /** When the demo begins, epoch ms. */
  start: number
  chance: Random
  /** Hours from UTC. */
  offset: number
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
export function land(person: Person, arrival: Arrival, at: number, reads = 1): Visit {
  const visit = { at, url: '' }
  view(person, visit, { path: arrival.path, arrival, reads })
  return visit
}

export interface View {
  path: string
  arrival?: Pick<Arrival, 'tags' | 'link' | 'click' | 'referrer' | 'path' | 'weight' | 'keen'>
  referrer?: string
  /** How long they stay beside those who read the page. */
  reads?: number
}

/** Looks at a page for a while: a pageview, exposures of what it tests, and what the script measured. */
export function view(person: Person, visit: Visit, seen: View): void {
  const { chance } = person
  const { path, arrival } = seen
  const id = chance.id()
  visit.url = `https://${person.site}${path}`
  const url = visit.url + (arrival ? query(arrival) + clickId(person, arrival) : '')
  const referrer = arrival?.referrer ?? seen.referrer
  const title = TITLES[path] ?? path
  put(person, { id, name: 'pageview', at: visit.at, url, title, ...(referrer && { referrer }) })
  expose(person, visit, path)
  const reading = readingTime(path) * SECOND
  const stay =
    SECOND + Math.floor(Math.min(9 * MINUTE, chance.exponential(reading * (seen.reads ?? 1))))
  visit.at += stay
  if (chance.chance(0.92)) {
    const measured = { of: id, ...attention(person, stay, reading) }
    put(person, { id: chance.id(), name: 'engagement', at: visit.at, url: visit.url, ...measured })
  }
  visit.at += SECOND + chance.integer(3 * SECOND)
}

/** What the script measures of a stay: the part with the page in front, and how far down it went. */
function attention({ chance }: Person, stay: number, reading: number) {
  const engaged = Math.floor(stay * (0.5 + 0.5 * chance.next()))
  const depth = 1 - Math.exp((-1.6 * engaged) / reading)
  return { engaged, scroll: Math.min(100, Math.round(18 + 70 * depth + chance.integer(13))) }
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
