import { type Browser, browser } from '../demo/people.ts'
import { type Random, random, type Weighted } from '../demo/random.ts'
import { moment, weekday } from '../demo/rhythm.ts'
import type { WireLine } from '../demo/wire.ts'
import { DAY, MINUTE, SECOND } from '../durations.ts'

/** `start` is epoch ms of the first UTC day; exactly `events` lines are made. */
export interface TrafficOptions {
  seed: number
  start: number
  days: number
  events: number
  /** The site's domain. */
  site: string
}

/** What the benchmarks are defined on, per event. */
const VISITS = 0.25
const NEW_VISITORS = 0.15
const PAGEVIEWS = 0.82
const PURCHASES = 0.005

const EVENTS_A_VISIT = 1 / VISITS
/** The first event is always a pageview, so the others are it less often than the average. */
const FURTHER_PAGEVIEWS = (PAGEVIEWS * EVENTS_A_VISIT - 1) / (EVENTS_A_VISIT - 1)

const PATHS: Weighted<string> = Array.from({ length: 100 }, (_, i) => [
  i === 0 ? '/' : `/${['blog', 'docs', 'features', 'guides'][i % 4]}/page-${i}`,
  1 / (i + 1),
])

const SOURCES = [
  ['google', 'cpc'],
  ['facebook', 'paid_social'],
  ['linkedin', 'paid_social'],
  ['newsletter', 'email'],
  ['bing', 'cpc'],
  ['tiktok', 'paid_social'],
  ['partner', 'affiliate'],
  ['reddit', 'social'],
] as const

const REFERRERS: Weighted<string> = [
  ['https://www.google.com/', 12],
  ['https://www.bing.com/', 3],
  ['https://duckduckgo.com/', 2],
  ['https://t.co/', 2],
  ['https://chatgpt.com/', 3],
  ['https://news.ycombinator.com/', 1],
  ['https://github.com/', 2],
  ['https://www.youtube.com/', 1],
  ['https://example.org/', 1],
]

/** Eighty tagged pairs, nine referrers and direct: ninety ways to come. */
const CAMPAIGNS: Weighted<string> = SOURCES.flatMap(([source, medium], s) =>
  Array.from(
    { length: 10 },
    (_, c) =>
      [
        `?utm_source=${source}&utm_medium=${medium}&utm_campaign=campaign-${c}`,
        1 / ((s + 1) * (c + 1)),
      ] as const,
  ),
)

const OTHER_NAMES: Weighted<string> = [
  ['engagement', 10],
  ['outbound', 1.5],
  ['Signup', 2],
  ['Add to cart', 2.5],
  // With pageviews and purchases, twenty names that people do.
  ...Array.from({ length: 15 }, (_, i) => [`Use feature ${i + 1}`, 0.1] as const),
]

/**
 * The traffic the figures are defined on: 0.15 visitors and 0.25 visits an event, 82 % pageviews, a
 * daily and weekly rhythm, 100 paths, 90 source × campaign pairs, 14 countries, 0.5 % with revenue.
 * Days in order, a day in order of time; the same options always give the same lines.
 */
export function* traffic(options: TrafficOptions): Generator<WireLine> {
  const chance = random(options.seed)
  const quotas = dayQuotas(options)
  let visitors = 0
  for (const [index, quota] of quotas.entries()) {
    const day = options.start + index * DAY
    const before = visitors
    const lines: WireLine[] = []
    while (lines.length < quota) {
      const fresh = before === 0 || chance.chance(NEW_VISITORS / VISITS)
      const visitor = fresh ? visitors++ : recent(before, chance)
      const size = Math.min(visitSize(chance), quota - lines.length)
      visit(options, { visitor, day, size }, chance, lines)
    }
    yield* lines.sort((a, b) => a.at - b.at)
  }
}

/** Events a day, by the rhythm of the week; their sum is exactly what was asked for. */
function dayQuotas({ start, days, events }: TrafficOptions): number[] {
  const weights = Array.from({ length: days }, (_, i) => weekday(start + i * DAY))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let passed = 0
  let given = 0
  return weights.map((weight) => {
    passed += weight
    const quota = Math.round((events * passed) / total) - given
    given += quota
    return quota
  })
}

/** Whoever came lately is likelier to come again. */
function recent(visitors: number, chance: Random): number {
  return Math.max(0, visitors - 1 - Math.floor(chance.exponential(visitors / 4)))
}

/** Geometric with the mean that makes the visits an event come out. */
function visitSize(chance: Random): number {
  return 1 + Math.floor(Math.log(1 - chance.next()) / Math.log(1 - VISITS))
}

interface Visit {
  visitor: number
  day: number
  size: number
}

function visit(options: TrafficOptions, planned: Visit, chance: Random, into: WireLine[]): void {
  const sender = senderOf(options.seed, planned.visitor)
  let at = moment(planned.day, sender.offset, chance)
  let pageview = landing(options.site, at, chance)
  into.push(line(sender, pageview))
  for (let i = 1; i < planned.size; i++) {
    at += Math.min(20 * MINUTE, SECOND + Math.floor(chance.exponential(40 * SECOND)))
    if (chance.chance(FURTHER_PAGEVIEWS)) pageview = onward(options.site, at, chance)
    const event = pageview.at === at ? pageview : other(pageview, at, chance)
    into.push(line(sender, event))
  }
}

type Sender = Browser & { visitor: string }

function senderOf(seed: number, visitor: number): Sender {
  const own = random(seed, visitor)
  return { ...browser(own), visitor: own.id() }
}

function line({ offset: _, ...sender }: Sender, event: WireLine): WireLine {
  return { ...event, ...sender }
}

function landing(site: string, at: number, chance: Random): WireLine {
  const pageview = onward(site, at, chance)
  const how = chance.next()
  if (how < 0.5) return { ...pageview, url: pageview.url + chance.pick(CAMPAIGNS) }
  return how < 0.8 ? { ...pageview, referrer: chance.pick(REFERRERS) } : pageview
}

function onward(site: string, at: number, chance: Random): Page {
  const path = chance.pick(PATHS)
  return { id: chance.id(), name: 'pageview', at, url: `https://${site}${path}`, title: path }
}

type Page = WireLine & { url: string }

function other(pageview: WireLine, at: number, chance: Random): WireLine {
  const event = {
    id: chance.id(),
    at,
    ...(pageview.url && { url: pageview.url.split('?')[0] ?? '' }),
  }
  if (chance.chance(PURCHASES / (1 - PAGEVIEWS))) return { ...event, ...purchase(chance) }
  const name = chance.pick(OTHER_NAMES)
  if (name !== 'engagement') return { ...event, name, props: { plan: plan(chance) } }
  const engaged = 1 + Math.floor(chance.exponential(12 * SECOND))
  return { ...event, name, of: pageview.id, engaged, scroll: 10 * (1 + chance.integer(10)) }
}

function purchase(chance: Random) {
  const amount = `${5 + chance.integer(200)}.${chance.pick(CENTS)}`
  return { name: 'Purchase', revenue: { amount, currency: 'USD' }, props: { plan: plan(chance) } }
}

const CENTS: Weighted<string> = [
  ['00', 2],
  ['49', 1],
  ['99', 2],
]

function plan(chance: Random): string {
  return chance.chance(0.7) ? 'starter' : 'pro'
}
