import { campaignKey, derive, visitKey } from '../../collector/acquisition/derive.ts'
import { type AcquisitionFacts, readLanding } from '../../collector/acquisition/facts.ts'
import { NO_RULES } from '../../collector/acquisition/site-rules.ts'

/** An event as a sender wrote it down; `url` is whole. */
export interface Sent {
  id: string
  name: string
  at: number
  url?: string
  title?: string
  referrer?: string
  visitor?: string
  user?: string
  account?: string
  ip?: string
  userAgent?: string
  language?: string
  screen?: string
  props?: Record<string, string | number | boolean>
  revenue?: { amount: string; currency: string }
  of?: string
  engaged?: number
  scroll?: number
  interactive?: boolean
}

/** An event with the visit it lies in and the person who did it. */
export interface Fact {
  sent: Sent
  visit: Visit | null
  person: string
  /** Of a pageview: all that was reported against it. */
  engaged: number
  scroll: number
}

export interface Visit {
  browser: string
  person: string
  /** In time order; the first makes its start. */
  facts: Fact[]
  /** When it ended: reports that came in later do not prolong it. */
  last: number
}

export interface World {
  facts: Fact[]
  visits: Visit[]
}

export interface VisitRules {
  timeout: number
  split_on_campaign: boolean
}

const HOSTS = { domain: 'example.com', hostnames: [], query: [] }
const byTime = (a: Sent, b: Sent) => a.at - b.at || (a.id < b.id ? -1 : 1)
const dayOf = (at: number) => Math.floor(at / 86_400_000)

export function landingFacts({ url = '', referrer }: Sent): AcquisitionFacts {
  return readLanding(url, referrer, HOSTS).facts
}

export function firstPageview(sents: readonly Sent[]): Sent | undefined {
  return sents.find(({ name }) => name === 'pageview')
}

export function acquisitionOf(visit: Visit) {
  const landing = firstPageview(visit.facts.map(({ sent }) => sent))
  const facts = landing ? landingFacts(landing) : { tags: {}, click_type: null, referrer: null }
  const path = landing?.url === undefined ? null : new URL(landing.url).pathname
  return derive(facts, path, NO_RULES)
}

function carriesAnother(sent: Sent, visit: readonly Sent[]): boolean {
  if (sent.name !== 'pageview') return false
  const campaign = campaignKey(landingFacts(sent))
  const landing = firstPageview(visit)
  const nothing = { tags: {}, click_type: null, referrer: null }
  return campaign !== null && campaign !== visitKey(landing ? landingFacts(landing) : nothing)
}

/** A page's event opens the next visit when the last is over, another user's or another campaign's. */
function joins(sent: Sent, current: readonly Sent[], user: string | undefined, rules: VisitRules) {
  const last = current.at(-1)
  if (last === undefined || sent.at - last.at > rules.timeout) return false
  if (sent.url === undefined) return true
  if (user !== undefined && sent.user !== undefined && sent.user !== user) return false
  return !(rules.split_on_campaign && carriesAnother(sent, current))
}

/** Events that lie in a visit, and reports that count for it though it was over. */
interface Cut {
  sents: Sent[]
  after: Sent[]
}

/** The visits of one browser's events, and what came while there was none. */
function cut(sents: readonly Sent[], rules: VisitRules): { visits: Cut[]; alone: Sent[] } {
  const visits: Cut[] = []
  const alone: Sent[] = []
  let user: string | undefined
  for (const sent of [...sents].sort(byTime)) {
    const current = visits.at(-1)
    const open = joins(sent, current?.sents ?? [], user, rules)
    if (open || !isFollowUp(sent)) user = sent.user ?? user
    if (open) current?.sents.push(sent)
    else begin(sent, visits, alone, rules)
  }
  return { visits, alone }
}

function begin(sent: Sent, visits: Cut[], alone: Sent[], rules: VisitRules): void {
  if (isFollowUp(sent)) (homeOf(sent, visits, rules)?.after ?? alone).push(sent)
  else if (sent.url === undefined) alone.push(sent)
  else visits.push({ sents: [sent], after: [] })
}

const isFollowUp = ({ name }: Sent) => name === 'engagement' || name === 'exposure'

/** A follow-up counts for the visit of its pageview, else for the last one of its visitor, if that began within a day. */
function homeOf(sent: Sent, visits: readonly Cut[], rules: VisitRules): Cut | undefined {
  const days = runDays(visits, rules.timeout)
  const named = visits.find(({ sents }) => sents.some(({ id }) => id === sent.of))
  const sameKey = sent.visitor !== undefined || days.at(-1) === dayOf(sent.at)
  const home = named ?? (sameKey ? visits.at(-1) : undefined)
  if (home === undefined || sent.at - (home.sents[0]?.at ?? 0) > 86_400_000) return undefined
  const whose = home.sents.find(({ user }) => user !== undefined)?.user
  return sent.user === undefined || sent.user === whose ? home : undefined
}

/** Whose each visit is: who is named in it, else who was before, else who is next. */
function owners(visits: readonly Cut[]): (string | undefined)[] {
  const named = visits.map(({ sents }) => sents.find(({ user }) => user !== undefined)?.user)
  return named.map(
    (user, i) =>
      user ??
      named.slice(0, i).findLast((one) => one !== undefined) ??
      named.slice(i).find((one) => one !== undefined),
  )
}

/** Where a run of a cookieless browser began: its day's salt names the visitor, over midnight too. */
function runDays(visits: readonly Cut[], timeout: number): number[] {
  const days: number[] = []
  visits.forEach((visit, i) => {
    const [start, before] = [visit.sents[0]?.at ?? 0, visits[i - 1]?.sents.at(-1)?.at ?? -Infinity]
    days.push(start - before <= timeout ? (days[i - 1] ?? 0) : dayOf(start))
  })
  return days
}

const factOf = (sent: Sent, person: string): Fact => ({
  sent,
  visit: null,
  person,
  engaged: 0,
  scroll: 0,
})

function visitOf(browser: string, person: string, { sents, after }: Cut): Visit {
  const visit: Visit = { browser, person, facts: [], last: sents.at(-1)?.at ?? 0 }
  visit.facts = [...sents, ...after].map((sent) => ({ ...factOf(sent, person), visit }))
  return visit
}

function worldOfBrowser(browser: string, sents: readonly Sent[], rules: VisitRules): World {
  const { visits, alone } = cut(sents, rules)
  const whose = owners(visits)
  const cookieless = sents[0]?.visitor === undefined
  const days = runDays(visits, rules.timeout)
  const made = visits.map((visit, i) => {
    const name = cookieless ? `${browser} ${days[i]}` : browser
    return visitOf(name, whose[i] === undefined ? name : `user ${whose[i]}`, visit)
  })
  const lonely = alone.map((sent) => {
    const before = visits.findLastIndex(({ sents }) => (sents[0]?.at ?? 0) <= sent.at)
    const owner = sent.user ?? whose[Math.max(before, 0)]
    const name = cookieless ? `${browser} ${dayOf(sent.at)}` : browser
    return factOf(sent, owner === undefined ? name : `user ${owner}`)
  })
  return { visits: made, facts: [...made.flatMap(({ facts }) => facts), ...lonely] }
}

/** Thrown when the definitions do not say where a server's event belongs. */
export class Unclear extends Error {}

const startOf = (visit: Visit) => visit.facts[0]?.sent.at ?? 0
const browserOf = ({ visitor, ip, userAgent }: Sent) => visitor ?? `${ip} ${userAgent}`

/** The browser in which the user has a visit open at the time of an event that knows the user alone. */
function browserInUse(sent: Sent, { visits }: World, timeout: number): string | undefined {
  const open = visits.filter(
    (visit) =>
      visit.person === `user ${sent.user}` &&
      startOf(visit) <= sent.at &&
      sent.at - visit.last <= timeout,
  )
  const [visit] = open
  const near = visits.filter(
    (one) => one.browser === visit?.browser && Math.abs(startOf(one) - sent.at) <= timeout,
  )
  if (open.length > 1 || near.some((one) => one !== visit)) throw new Unclear(sent.id)
  // What opened it came from a page.
  const first = visit?.facts[0]?.sent
  return first && browserOf(first)
}

function addEngagement({ facts }: World): void {
  for (const { sent } of facts) {
    const view = facts.find((fact) => fact.sent.id === sent.of)
    if (view === undefined) continue
    view.engaged += sent.engaged ?? 0
    view.scroll = Math.max(view.scroll, sent.scroll ?? 0)
  }
}

function worldOfBrowsers(browsers: ReadonlyMap<string, readonly Sent[]>, rules: VisitRules): World {
  const worlds = [...browsers].map(([browser, sents]) => worldOfBrowser(browser, sents, rules))
  return {
    visits: worlds.flatMap(({ visits }) => visits),
    facts: worlds.flatMap(({ facts }) => facts),
  }
}

/** What happened, by the rules of who and of visits, whatever the order of arrival was. */
export function worldOf(sents: readonly Sent[], rules: VisitRules): World {
  const ofUsers = sents.filter(({ url, visitor }) => url === undefined && visitor === undefined)
  const browsers = new Map<string, Sent[]>()
  for (const sent of sents) {
    if (ofUsers.includes(sent)) continue
    browsers.set(browserOf(sent), [...(browsers.get(browserOf(sent)) ?? []), sent])
  }
  const lone: Fact[] = []
  // One after another: what lies in a visit keeps it open for what comes next.
  for (const sent of ofUsers.sort(byTime)) {
    const browser = browserInUse(sent, worldOfBrowsers(browsers, rules), rules.timeout)
    if (browser === undefined) lone.push(factOf(sent, `user ${sent.user}`))
    else browsers.get(browser)?.push(sent)
  }
  const { visits, facts } = worldOfBrowsers(browsers, rules)
  const world = { visits, facts: [...facts, ...lone] }
  addEngagement(world)
  return world
}
