import { derive } from '../../collector/acquisition/derive.ts'
import { matchesGlob } from '../../collector/acquisition/glob.ts'
import { NO_RULES } from '../../collector/acquisition/site-rules.ts'
import { acquisitionOf, type Fact, landingFacts, type Visit, type World } from './oracle-visits.ts'

export type Value = string | number | boolean | null

export interface Clock {
  timezone: string
  week_start: 'monday' | 'sunday'
}

/** A clock and the days that are asked about, both inclusive. */
export interface Asking extends Clock {
  period: { from: string; to: string }
}

/** What a dimension is asked of: a visit, one of its events or none, and the time that counts. */
export interface Subject {
  visit: Visit | null
  fact: Fact | null
  /** Another event of the visit, whose page counts. */
  beside?: Fact
  at: number
  person: string
}

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', FORMAT(timeZone))
  formats.set(timeZone, known)
  return known
}
const FORMAT = (timeZone: string): Intl.DateTimeFormatOptions => ({
  timeZone,
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** `2026-10-25 02:30:00` on the site's clock. */
export function local(at: number, { timezone }: Clock): string {
  return formatOf(timezone).format(at)
}

export const dateAt = (at: number, clock: Clock) => local(at, clock).slice(0, 10)

function hourKey(at: number, clock: Clock): string {
  const text = local(at, clock).replace(' ', 'T')
  const offset = Math.round((Date.parse(`${text}Z`) - Math.floor(at / 1000) * 1000) / 60_000)
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  const size = Math.abs(offset)
  return `${text.slice(0, 13)}:00:00${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`
}

function weekKey(date: string, { week_start }: Clock): string {
  const day = new Date(`${date}T00:00:00Z`)
  const back = week_start === 'monday' ? (day.getUTCDay() + 6) % 7 : day.getUTCDay()
  return new Date(day.getTime() - back * 86_400_000).toISOString().slice(0, 10)
}

export const TIMES: Record<string, (at: number, clock: Clock) => Value> = {
  'time:hour': hourKey,
  'time:day': dateAt,
  'time:week': (at, clock) => weekKey(dateAt(at, clock), clock),
  'time:month': (at, clock) => dateAt(at, clock).slice(0, 7),
  hour: (at, clock) => Number(local(at, clock).slice(11, 13)),
  weekday: (at, clock) => ((new Date(`${dateAt(at, clock)}T00:00:00Z`).getUTCDay() + 6) % 7) + 1,
}

const pathOf = (url: string | undefined) => (url === undefined ? null : new URL(url).pathname)
const views = (visit: Visit) => visit.facts.filter(({ sent }) => sent.name === 'pageview')
const start = (visit: Visit) => visit.facts[0]?.sent.at ?? 0

const OF_EVENT: Record<string, (fact: Fact) => Value> = {
  page: ({ sent }) => pathOf(sent.url),
  title: ({ sent }) => sent.title ?? null,
  hostname: ({ sent }) => (sent.url === undefined ? null : new URL(sent.url).hostname),
  event: ({ sent }) => sent.name,
}

const isPhone = ({ facts }: Visit) => facts.some(({ sent }) => sent.userAgent?.includes('iPhone'))

const OF_VISIT: Record<string, (visit: Visit, world: World) => Value> = {
  landing_page: (visit) => pathOf(views(visit)[0]?.sent.url),
  exit_page: (visit) => pathOf(views(visit).at(-1)?.sent.url),
  screen: (visit) => visit.facts.find(({ sent }) => sent.screen)?.sent.screen ?? null,
  language: (visit) => visit.facts.find(({ sent }) => sent.language)?.sent.language ?? null,
  country: (visit) => (visit.facts.some(({ sent }) => sent.ip) ? 'GB' : null),
  browser: (visit) => (isPhone(visit) ? 'Mobile Safari' : 'Chrome'),
  os: (visit) => (isPhone(visit) ? 'iOS' : 'Windows'),
  device: (visit) => (isPhone(visit) ? 'mobile' : 'desktop'),
  channel: (visit) => acquisitionOf(visit).channel,
  referrer: (visit) => acquisitionOf(visit).referrer,
  click_id: (visit) => acquisitionOf(visit).click_id,
}

const NAMES = ['source', 'medium', 'campaign', 'content', 'term', 'campaign_id'] as const
type Name = (typeof NAMES)[number]
const isName = (text: string): text is Name => NAMES.some((name) => name === text)

export const isEventDimension = (name: string) => name in OF_EVENT || name.startsWith('prop:')

function variantOf(visit: Visit, experiment: string): Value {
  const shown = visit.facts.find(
    ({ sent }) => sent.name === 'exposure' && sent.props?.experiment === experiment,
  )
  return shown?.sent.props?.variant ?? null
}

/** As the earliest event that names the same value spelt it; what a click id implies, nobody spelt. */
function spelt(name: Name, visit: Visit, world: World): Value {
  const own = acquisitionOf(visit)
  const spellings = world.facts
    .filter(({ sent }) => sent.name === 'pageview')
    .sort((a, b) => a.sent.at - b.sent.at)
    .map(({ sent }) => landingFacts(sent))
    .filter(({ tags }) => tags[name === 'campaign_id' ? 'id' : name] !== undefined)
    .map((facts) => derive(facts, null, NO_RULES))
  return spellings.find((one) => one[name] === own[name])?.spelling[name] ?? own.spelling[name]
}

function accountOf(person: string, world: World): Value {
  const named = world.facts.find(({ sent }) => `user ${sent.user}` === person && sent.account)
  return named?.sent.account ?? null
}

const OF_PAGE = ['page', 'title', 'hostname']
export const isPageDimension = (name: string) => OF_PAGE.includes(name)

/** Whether the person's first visit of the period is the first ever. */
function kindOf({ person }: Subject, { visits }: World, asking: Asking): Value {
  const own = visits.filter((one) => one.person === person).sort((a, b) => start(a) - start(b))
  const inside = own.find((one) => isInside(start(one), asking))
  return inside !== undefined && inside === own[0] ? 'new' : 'returning'
}

export function isInside(at: number, asking: Asking): boolean {
  const date = dateAt(at, asking)
  return asking.period.from <= date && date <= asking.period.to
}

/** Null is what is absent: of what belongs to no visit, all that visits have. */
export function dimensionOf(name: string, subject: Subject, world: World, asking: Asking): Value {
  const { visit, fact, at, person } = subject
  const time = TIMES[name]
  if (time !== undefined) return time(at, asking)
  if (isEventDimension(name)) {
    const asked = isPageDimension(name) ? (subject.beside ?? fact) : fact
    return asked && ofEvent(name, asked)
  }
  if (name === 'account') return accountOf(person, world)
  if (visit === null) return null
  return name === 'visitor_kind' ? kindOf(subject, world, asking) : ofVisit(name, visit, world)
}

function ofEvent(name: string, fact: Fact): Value {
  if (name.startsWith('prop:')) return fact.sent.props?.[name.slice(5)] ?? null
  return OF_EVENT[name]?.(fact) ?? null
}

function ofVisit(name: string, visit: Visit, world: World): Value {
  if (name.startsWith('variant:')) return variantOf(visit, name.slice(8))
  if (isName(name)) return spelt(name, visit, world)
  const of = OF_VISIT[name]
  if (of === undefined) throw new Error(`the oracle does not know ${name}`)
  return of(visit, world)
}

const caseless = (dimension: string) => isName(dimension) || dimension === 'referrer'

/** Does a value pass one operator with any of the values asked for? */
export function compares(operator: string, dimension: string, value: Value, asked: Value[]) {
  const fold = (one: Value) => (caseless(dimension) ? String(one).toLowerCase() : String(one))
  const equal = (one: Value) =>
    one === null || value === null ? one === value : fold(one) === fold(value)
  const within = (one: Value) =>
    value !== null && String(value).toLowerCase().includes(String(one).toLowerCase())
  const number = value === null || typeof value === 'boolean' ? Number.NaN : Number(value)
  const tests: Record<string, () => boolean> = {
    is: () => asked.some(equal),
    is_not: () => !asked.some(equal),
    contains: () => asked.some(within),
    not_contains: () => !asked.some(within),
    matches: () => value !== null && asked.some((one) => matchesGlob(fold(one), fold(value))),
    gt: () => asked.some((one) => number > Number(one)),
    lt: () => asked.some((one) => number < Number(one)),
  }
  return tests[operator]?.() ?? false
}
