import { afterEach, expect, test } from 'vitest'
import type { ExportAnswer } from '../../collector/reports/export/export-part.ts'
import { exportEvents, wholeOf } from '../../collector/reports/export.ts'
import { exported, linesOf } from './exported.ts'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

const sites: ReportedSite[] = []
afterEach(() => {
  for (const site of sites.splice(0)) site.close()
})

async function openSite(): Promise<ReportedSite> {
  const site = await reportedSite()
  sites.push(site)
  return site
}

const identify = (at: string, user: string, traits?: object): Line => ({
  name: 'identify',
  at,
  visitor: `browser of ${user}`,
  user,
  ...(traits && { traits }),
})

test('the latest traits of a person come with the event that brought them, and are read back', async () => {
  const site = await openSite()
  site.take([
    identify('2026-11-02T10:00:00', 'ann', { role: 'guest' }),
    identify('2026-11-03T10:00:00', 'ann', { role: 'admin' }),
    identify('2026-11-04T10:00:00', 'ann'),
    identify('2026-11-04T10:00:00', 'bob'),
  ])
  const text = await exported(site)
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ user, traits }) => [user, traits])).toEqual([
    ['ann', undefined],
    ['ann', { role: 'admin' }],
    ['ann', undefined],
    ['bob', undefined],
  ])
  const copy = await openSite()
  copy.takeLines(text)
  expect(await exported(copy)).toBe(text)
})

/** Texts that a spreadsheet would run, or that CSV and lines are parted by. */
const HOSTILE = [
  '=HYPERLINK("https://evil.example")',
  "'=1",
  "''+1",
  '-2+3+cmd|x',
  '@x',
  '＝1',
  '\t=1',
  'a,b;"c"\r\nd\u2028e',
  "'",
  '-5',
]

test('an export in CSV, guarded against formulas, is read back to the same events', async () => {
  const site = await openSite()
  site.take(
    HOSTILE.map((text, i) => ({
      at: `2026-11-02T10:0${i}:00`,
      path: '/caf%C3%A9?utm_source==1',
      name: i === 0 ? 'pageview' : `Paid ${text}`,
      title: text,
      visitor: `visitor ${text}`,
      user: text,
      account: text,
      props: { text, '=key': text, seats: -i, trial: i % 2 === 0 },
      revenue: { amount: '-4.50', currency: 'EUR' },
      interactive: i % 2 === 0,
    })),
  )
  site.take([
    {
      at: '2026-11-02T11:00:00',
      name: 'engagement',
      path: '/',
      of: 'event-000000',
      engaged: 5,
      scroll: 0,
    },
  ])
  const csv = await exported(site, 'csv')
  const copy = await openSite()
  copy.takeLines(await linesOf(csv))
  expect(await exported(copy)).toBe(await exported(site))
  const cells = csv
    .split(/[,\n](?=(?:[^"]*"[^"]*")*[^"]*$)/u)
    .map((cell) => cell.replace(/^"/u, ''))
  expect(cells.filter((cell) => /^[\s\p{C}]*(?:[=+@＝＋＠]|-(?![\d.]*$))/u.test(cell))).toEqual([])
})

test('an export of nothing has its header', async () => {
  const site = await openSite()
  const { text } = (await site.run('export', { format: 'csv' })) as { text: string }
  expect(text).toMatch(/^id,name,at,nth,url,[a-z_,]+\n$/u)
})

/** All parts of the site's export. */
async function partsOf(site: ReportedSite, request: object = {}): Promise<ExportAnswer[]> {
  const part = async (asked: object) => (await site.run('export', asked)) as ExportAnswer
  const all: ExportAnswer[] = []
  for await (const one of exportEvents(part, { format: 'ndjson', ...request })) all.push(one)
  return all
}

const idsOf = (parts: readonly ExportAnswer[]): string[] =>
  parts
    .flatMap(({ text }) => text.split('\n').filter((line) => line !== ''))
    .map((line) => JSON.parse(line).id)

const DAY = 86_400_000
const START = Date.parse('2026-09-01T00:00:00Z')

/** `count` pageviews from `at` on, of as many visitors. */
function pageviews(count: number, at: (index: number) => number): Line[] {
  return Array.from({ length: count }, (_, index) => ({
    at: at(index),
    visitor: `visitor ${at(index)} ${index}`,
    path: `/${index % 7}`,
  }))
}

test('weeks of few events and then thousands at once come out whole, once each, in order, in parts of bounded size', async () => {
  const site = await openSite()
  const few = pageviews(120, (index) => START + index * (DAY / 3))
  const busy = START + 41 * DAY
  const crowd = pageviews(6_000, () => busy)
  const many = pageviews(6_000, (index) => busy + 1 + index * 10)
  site.take([...many, ...few, ...crowd])
  const parts = await partsOf(site)
  const ids = idsOf(parts)
  expect(ids).toHaveLength(12_120)
  expect(new Set(ids).size).toBe(12_120)
  expect(parts.reduce((sum, { events }) => sum + events, 0)).toBe(12_120)
  expect(Math.max(...parts.map(({ events }) => events))).toBeLessThanOrEqual(5_000)
  const times = parts.flatMap(({ text }) => [...text.matchAll(/"at":(\d+)/g)].map(([, at]) => at))
  expect(times).toEqual([...times].sort())
})

test('events that come while an export is under way neither hide nor double those that were there', async () => {
  const site = await openSite()
  site.take(pageviews(5_500, (index) => START + index * 1_000))
  const before = idsOf(await partsOf(site))
  const part = async (asked: object) => {
    const answer = (await site.run('export', asked)) as ExportAnswer
    // Late ones, too: they move what is stored of this visitor into another visit.
    site.take([{ at: START + 1, visitor: `visitor ${START + 5_000_000} 5000`, path: '/late' }])
    return answer
  }
  const found: ExportAnswer[] = []
  for await (const one of exportEvents(part, { format: 'ndjson' })) found.push(one)
  expect(idsOf(found).filter((id) => before.includes(id))).toEqual(before)
})

test('an event of great length ends a part early, and none is left out', async () => {
  const site = await openSite()
  const props = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`key${index}`, 'ä'.repeat(400)]),
  )
  site.take(pageviews(400, (index) => START + index * 1_000).map((line) => ({ ...line, props })))
  const parts = await partsOf(site)
  expect(parts.length).toBeGreaterThan(1)
  expect(Math.max(...parts.map(({ text }) => text.length))).toBeLessThan(2_100_000)
  expect(new Set(idsOf(parts)).size).toBe(400)
})

test('as CSV the header comes once, however many parts there are', async () => {
  const site = await openSite()
  site.take(pageviews(5_100, (index) => START + index * 1_000))
  const text = (await partsOf(site, { format: 'csv' })).map((part) => part.text).join('')
  const lines = text.trimEnd().split('\n')
  expect(lines).toHaveLength(5_101)
  expect(lines.filter((line) => line.startsWith('id,name,at'))).toEqual([lines[0]])
})

test('days bound an export, whichever part they lie in', async () => {
  const site = await openSite()
  site.take(pageviews(40, (index) => START + index * (DAY / 4)))
  const parts = await partsOf(site, { from: '2026-09-02', to: '2026-09-03' })
  expect(idsOf(parts)).toHaveLength(8)
})

test('a person of many events, ten thousand in one visit, is exported whole in parts of bounded size', async () => {
  const site = await openSite()
  const busy = Array.from({ length: 11_000 }, (_, index) => ({
    at: START + index * 100,
    visitor: 'ann',
    path: `/${index % 7}`,
  }))
  site.take([{ at: START - DAY, visitor: 'ann', path: '/first' }, ...busy])
  const part = async (after: string | null) =>
    (await site.run('people/export', { id: 'visitor:ann', after })) as ExportAnswer
  const parts: ExportAnswer[] = []
  for await (const one of wholeOf(part)) parts.push(one)
  expect(Math.max(...parts.map(({ events }) => events))).toBeLessThanOrEqual(5_000)
  const { visits } = JSON.parse(parts.map(({ text }) => text).join(''))
  expect(visits.map(({ events }: { events: unknown[] }) => events.length)).toEqual([
    1_000, 10_000, 1,
  ])
  const held = [visits[1], visits[0]].flatMap(({ events }) => events)
  expect(held.map(({ at }: { at: number }) => at)).toEqual(busy.map(({ at }) => at))
})

test('a copy keeps the order of events of one instant, though their ids say another', async () => {
  const site = await openSite()
  const at = '2026-11-02T10:00:00'
  const ids = ['zz-landing', 'mm-second', 'aa-third']
  const tags = '?utm_source=google&utm_medium=cpc'
  // As a body that tells of them in this order is numbered.
  site.take(ids.map((id, i) => ({ id, at, nth: i, path: `/${id}${i === 0 ? tags : ''}` })))
  const question = {
    period: { from: '2026-11-02', to: '2026-11-02' },
    metrics: ['visits'],
    dimensions: ['channel', 'landing_page', 'exit_page'],
  }
  const before = (await site.stats(question)).rows
  expect(before).toMatchObject([
    { channel: 'Paid Search', landing_page: '/zz-landing', exit_page: '/aa-third' },
  ])
  const text = await exported(site)
  expect(text.split('\n').map((line) => line && JSON.parse(line).nth)).toEqual([
    undefined,
    1,
    2,
    '',
  ])
  const copy = await openSite()
  copy.takeLines(text.trimEnd().split('\n').reverse().join('\n'))
  expect((await copy.stats(question)).rows).toEqual(before)
  expect(await exported(copy)).toBe(text)
})
