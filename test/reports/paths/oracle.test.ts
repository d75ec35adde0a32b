import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PathsAnswer } from '../../../collector/reports/paths.ts'
import { unpackId } from '../../../collector/store/sqlite/uid.ts'
import { type ReportedSite, reportedSite } from '../site.ts'
import { trafficLines } from '../traffic.ts'

/** The same question answered the plain way, from lists of everything. */
const ZONE = 'Europe/Berlin'
const MINUTE = 60_000

interface Event {
  visit: number
  person: number
  start: number
  alone: number
  at: number
  nth: number
  id: string
  name: string
  path: string
  source: string | null
}

let site: ReportedSite
let events: Event[]

beforeAll(async () => {
  site = await reportedSite({ timezone: ZONE }, '2026-11-20T09:00:00Z')
  // By whole half minutes, so that many events share an instant.
  site.take(
    trafficLines(31).map((line) => ({
      ...line,
      at: Math.floor(Number(line.at) / MINUTE / 4) * 4 * MINUTE,
    })),
  )
  events = site.db
    .prepare<[], Event & { uid: Buffer | string }>(
      `select e.visit as visit, v.person as person, v.start as start, v.alone as alone, e.at as at,
        coalesce(e.nth, 0) as nth, e.uid as uid, n.text as name, p.path as path, a.source as source
       from event e join visit v on v.id = e.visit join name n on n.id = e.name
       left join page p on p.id = e.page left join acquisition a on a.id = v.acquisition`,
    )
    .all()
    .map(({ uid, ...event }) => ({ ...event, id: unpackId(uid) }))
    .sort((a, b) => a.at - b.at || a.nth - b.nth || (a.id < b.id ? -1 : 1))
})
afterAll(() => site.close())

// The clocks go back on the 25th.
const PERIOD = { from: '2026-10-20', to: '2026-10-25' }
const SPAN = { from: Date.parse('2026-10-19T22:00Z'), to: Date.parse('2026-10-25T23:00Z') }

interface Asked {
  by: 'visit' | 'person'
  depth: number
  top: number
  start?: object
  end?: object
  events?: boolean
  collapse?: boolean
  source?: string
}

function units({ by, source }: Asked): Event[][] {
  const inPeriod = ({ at, start, alone }: Event) => {
    const moment = by === 'visit' ? start : at
    return moment >= SPAN.from && moment < SPAN.to && (by === 'person' || alone === 0)
  }
  const groups = new Map<number, Event[]>()
  for (const event of events) {
    if (!inPeriod(event) || (source && event.source !== source)) continue
    const unit = by === 'visit' ? event.visit : event.person
    groups.set(unit, [...(groups.get(unit) ?? []), event])
  }
  return [...groups.values()]
}

function fits(matcher: object, { name, path }: Event): boolean {
  if ('event' in matcher) return name === matcher.event
  return name === 'pageview' && 'page' in matcher && path === matcher.page
}

/** `page:/x` or `event:Signup` by level, then `end` where the path ends within the depth. */
function pathOf(unit: Event[], asked: Asked): string[] {
  const anchor = asked.start ?? asked.end
  const first = anchor ? unit.findIndex((event) => fits(anchor, event)) : 0
  if (first < 0) return []
  const stretch = asked.end ? unit.slice(0, first + 1).reverse() : unit.slice(first)
  const nodes = stretch
    .filter(
      ({ name }, i) =>
        name === 'pageview' ||
        (asked.events && name !== 'engagement') ||
        (i === 0 && anchor !== undefined),
    )
    .map(({ name, path }) => (name === 'pageview' ? `page:${path}` : `event:${name}`))
  const told = nodes.filter((node, i) => asked.collapse === false || node !== nodes[i - 1])
  if (told.length === 0) return []
  return told.length <= asked.depth ? [...told, 'end'] : told.slice(0, asked.depth)
}

const nameOf = (node: string) => node.slice(node.indexOf(':') + 1)

/** Of each level the most frequent; of equals the name that comes first. */
function shownIn(paths: string[][], level: number, top: number): Set<string> {
  const nodes = paths.flatMap((path) => path[level] ?? []).filter((node) => node !== 'end')
  const count = (node: string) => nodes.filter((one) => one === node).length
  const ranked = [...new Set(nodes)].sort(
    (a, b) => count(b) - count(a) || (nameOf(a) < nameOf(b) ? -1 : 1),
  )
  return new Set(ranked.slice(0, top))
}

function plainly(asked: Asked) {
  const paths = units(asked).flatMap((unit) => {
    const path = pathOf(unit, asked)
    return path.length > 0 ? [path] : []
  })
  const shown = Array.from({ length: asked.depth }, (_, level) => shownIn(paths, level, asked.top))
  const end = asked.end ? 'began' : 'exit'
  const nodes = new Map<string, number>()
  const links = new Map<string, number>()
  const plus = (counts: Map<string, number>, key: string) =>
    counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const path of paths) {
    const ids = path.map((node, level) => {
      if (node === 'end') return `${level + 1}:${end}`
      return shown[level]?.has(node) ? `${level + 1}:${node}` : `${level + 1}:other`
    })
    for (const [i, id] of ids.entries()) {
      plus(nodes, id)
      if (i > 0) plus(links, `${ids[i - 1]} > ${id}`)
    }
  }
  return { nodes, links, units: paths.length }
}

const asked: Asked[] = (['visit', 'person'] as const).flatMap((by) => [
  { by, depth: 5, top: 10 },
  { by, depth: 2, top: 2, collapse: false },
  { by, depth: 8, top: 1, events: true },
  { by, depth: 4, top: 3, start: { page: '/pricing' } },
  { by, depth: 3, top: 3, start: { event: 'Signup' }, events: true, collapse: false },
  { by, depth: 4, top: 3, end: { event: 'Purchase' } },
  { by, depth: 6, top: 4, end: { page: '/docs/a' }, events: true },
  { by, depth: 3, top: 10, source: 'google' },
])

test.each(asked)('%j', async ({ source, ...request }) => {
  const filters = source ? [['is', 'source', [source]]] : []
  const answer = (await site.run('paths', { period: PERIOD, filters, ...request })) as PathsAnswer
  const plain = plainly({ source, ...request } as Asked)
  expect(answer.units).toBe(plain.units)
  expect(answer.units).toBeGreaterThan(0)
  expect(new Map(answer.nodes.map(({ id, units: count }) => [id, count]))).toEqual(plain.nodes)
  expect(
    new Map(answer.links.map((link) => [`${link.source} > ${link.target}`, link.units])),
  ).toEqual(plain.links)
})
