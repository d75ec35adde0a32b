import { afterEach, expect, test } from 'vitest'
import type { PathsAnswer } from '../../../collector/reports/paths.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

const open: ReportedSite[] = []
afterEach(async () => {
  for (const site of open.splice(0)) await site.close()
})

const PERIOD = { from: '2026-11-02', to: '2026-11-02' }

/** Each visitor looks at pages, or does events, a minute apart. */
async function walking(visitors: Record<string, string[]>) {
  const site = await reportedSite()
  open.push(site)
  const lines = Object.entries(visitors).flatMap(([visitor, steps], i): Line[] =>
    steps.map((step, minute) => ({
      visitor,
      at: Date.UTC(2026, 10, 2, 10 + i, minute),
      ...(step.startsWith('/') ? { path: step } : { name: step, path: '/app' }),
    })),
  )
  site.take(lines)
  return async (request: object) => {
    const answer = (await site.run('paths', { period: PERIOD, ...request })) as PathsAnswer
    return { ...answer, flow: answer.nodes, ...told(answer) }
  }
}

const told = ({ nodes, links }: Pick<PathsAnswer, 'nodes' | 'links'>) => ({
  nodes: nodes.map(({ level, name, units }) => `${level} ${name} ${units}`),
  links: links.map(({ source, target, units }) => `${source} > ${target} ${units}`),
})

test('a start in the middle of a visit is level 1, later matches are ordinary nodes (P1)', async () => {
  const paths = await walking({
    v1: ['/a', '/b', '/c'],
    v2: ['/b', '/c'],
    v3: ['/b', '/x', '/b', '/c'],
  })
  const { nodes, links } = await paths({ start: { page: '/b' }, depth: 3 })
  expect(nodes).toEqual(['1 /b 3', '2 /c 2', '2 /x 1', '3 /b 1', '3 exit 2'])
  expect(links).toEqual([
    '1:page:/b > 2:page:/c 2',
    '1:page:/b > 2:page:/x 1',
    '2:page:/x > 3:page:/b 1',
    '2:page:/c > 3:exit 2',
  ])
})

test('a start at which every visit ends is a node and its exits', async () => {
  const paths = await walking({ a: ['/', '/last'], b: ['/last'] })
  const { nodes, links } = await paths({ start: { page: '/last' } })
  expect(nodes).toEqual(['1 /last 2', '2 exit 2'])
  expect(links).toEqual(['1:page:/last > 2:exit 2'])
})

test('equal neighbours are one node before levels are numbered (P2)', async () => {
  const paths = await walking({ v: ['/', '/', '/pricing', '/signup'], w: ['/', '/signup'] })
  const asked = { start: { page: '/' }, depth: 3 }
  expect((await paths(asked)).links.filter((link) => !link.includes('exit'))).toEqual([
    '1:page:/ > 2:page:/pricing 1',
    '1:page:/ > 2:page:/signup 1',
    '2:page:/pricing > 3:page:/signup 1',
  ])
  expect(
    (await paths({ ...asked, collapse: false })).links.filter((link) => !link.includes('exit')),
  ).toEqual([
    '1:page:/ > 2:page:/ 1',
    '1:page:/ > 2:page:/signup 1',
    '2:page:/ > 3:page:/pricing 1',
  ])
})

test('paths to an end are read backwards from its first match (P4)', async () => {
  const paths = await walking({ a: ['/1', '/2', '/buy'], b: ['/2', '/buy'], c: ['/buy', '/2'] })
  const { nodes, links } = await paths({ end: { page: '/buy' }, depth: 3 })
  expect(nodes).toEqual(['1 /buy 3', '2 /2 2', '2 began 1', '3 /1 1', '3 began 1', '4 began 1'])
  expect(links).toEqual([
    '1:page:/buy > 2:page:/2 2',
    '1:page:/buy > 2:began 1',
    '2:page:/2 > 3:page:/1 1',
    '2:page:/2 > 3:began 1',
    '3:page:/1 > 4:began 1',
  ])
})

test('of an end that is met twice the first is read from, and beyond the depth nobody began (P4)', async () => {
  const paths = await walking({ a: ['/1', '/2', '/3', '/buy', '/4', '/buy'] })
  const { nodes } = await paths({ end: { page: '/buy' }, depth: 3 })
  expect(nodes).toEqual(['1 /buy 1', '2 /3 1', '3 /2 1'])
  expect((await paths({ end: { page: '/4' }, depth: 2 })).nodes).toEqual(['1 /4 1', '2 /buy 1'])
})

test('what is rare shares one node of its level', async () => {
  const paths = await walking({ a: ['/', '/x'], b: ['/', '/y'], c: ['/', '/z'], d: ['/', '/z'] })
  expect((await paths({ depth: 2, top: 1 })).nodes).toEqual([
    '1 / 4',
    '2 /z 2',
    '2 other 2',
    '3 exit 4',
  ])
})

test('events are nodes where they are asked for, and an anchor always is', async () => {
  const paths = await walking({ a: ['/', 'Signup', '/app', 'Invite'] })
  expect((await paths({ depth: 4 })).nodes).toEqual(['1 / 1', '2 /app 1', '3 exit 1'])
  expect((await paths({ depth: 4, events: true })).nodes).toEqual([
    '1 / 1',
    '2 Signup 1',
    '3 /app 1',
    '4 Invite 1',
    '5 exit 1',
  ])
  expect((await paths({ depth: 3, start: { event: 'Signup' } })).nodes).toEqual([
    '1 Signup 1',
    '2 /app 1',
    '3 exit 1',
  ])
})

test("a person's path goes on over visits", async () => {
  const site = await reportedSite()
  open.push(site)
  site.take([
    { visitor: 'v', at: '2026-11-02T08:00:00', path: '/a' },
    { visitor: 'v', at: '2026-11-02T18:00:00', path: '/b' },
  ])
  const ask = (by: string) =>
    site.run('paths', { period: PERIOD, by, depth: 2 }) as Promise<PathsAnswer>
  expect(told(await ask('visit')).nodes).toEqual(['1 /a 1', '1 /b 1', '2 exit 2'])
  expect(told(await ask('person')).nodes).toEqual(['1 /a 1', '2 /b 1', '3 exit 1'])
})

test('each node and path says how many go on to convert', async () => {
  const paths = await walking({
    a: ['/', '/pricing', 'Buy'],
    b: ['/', '/pricing'],
    c: ['/', '/blog'],
  })
  await open[0]?.goal({ name: 'Purchase', event: 'Buy', value: 'none', count: 'every' })
  const answer = await paths({ depth: 2, goal: 'Purchase' })
  expect(answer.flow.map(({ name, converted }) => [name, converted])).toEqual([
    ['/', 1],
    ['/pricing', 1],
    ['/blog', 0],
    ['exit', 1],
  ])
  expect(answer.paths[0]).toEqual({
    path: [
      { name: '/', kind: 'page' },
      { name: '/pricing', kind: 'page' },
    ],
    ends: true,
    units: 2,
    converted: 1,
  })
})

test('a filter finds a visit by what it did after the end of the period, too', async () => {
  const site = await reportedSite()
  open.push(site)
  site.take([
    { visitor: 'v', at: '2026-11-02T23:50:00', path: '/' },
    { visitor: 'v', at: '2026-11-03T00:05:00', path: '/late' },
    { visitor: 'w', at: '2026-11-02T23:50:00', path: '/' },
  ])
  const answer = (await site.run('paths', {
    period: PERIOD,
    filters: [['is', 'page', ['/late']]],
  })) as PathsAnswer
  expect(told(answer).nodes).toEqual(['1 / 1', '2 /late 1', '3 exit 1'])
})

test('an event that is called like a page is another node', async () => {
  const paths = await walking({ a: ['/', '/x'] })
  open[0]?.take([
    { visitor: 'b', at: '2026-11-02T10:00:00', path: '/' },
    { visitor: 'b', at: '2026-11-02T10:01:00', path: '/', name: '/x' },
  ])
  const { flow } = await paths({ events: true })
  expect(flow.slice(1, 3).map(({ id, units }) => [id, units])).toEqual([
    ['2:event:/x', 1],
    ['2:page:/x', 1],
  ])
})

test('an earlier period stands beside', async () => {
  const paths = await walking({ a: ['/', '/x'] })
  const { compared, nodes } = await paths({
    period: { from: '2026-11-03', to: '2026-11-03' },
    compare: 'previous',
    depth: 2,
  })
  expect(nodes).toEqual([])
  expect(compared?.nodes.map(({ name, units }) => [name, units])).toEqual([
    ['/', 1],
    ['/x', 1],
    ['exit', 1],
  ])
})

test.each([
  [{ start: { page: '/' }, end: { page: '/x' } }, 'leave one of them out'],
  [{ start: { event: 'Signupp' } }, 'unknown event "Signupp"'],
  [{ start: { goal: 'Nothing' } }, 'Nothing'],
  [{ goal: 'Nothing' }, 'Nothing'],
])('%j is refused with what to change', async (request, words) => {
  const paths = await walking({ a: ['/', 'Signup'] })
  await expect(paths(request)).rejects.toThrow(words)
})

test('a page that is come back to, and one that another follows within five seconds, are told', async () => {
  const site = await reportedSite()
  open.push(site)
  const START = Date.UTC(2026, 10, 2, 10)
  const seen = (visitor: string, pages: readonly [path: string, second: number][]): Line[] =>
    pages.map(([path, second]) => ({ visitor, path, at: START + second * 1000 }))
  site.take([
    // Back to /a once more, and /b left after 4.9 s; a second load of /a is no way back.
    ...seen('v', [
      ['/a', 0],
      ['/a', 60],
      ['/b', 120],
      ['/a', 124.9],
      ['/c', 200],
    ]),
    ...seen('w', [
      ['/a', 0],
      ['/a', 1],
      ['/b', 60],
      ['/c', 65],
    ]),
  ])
  const ask = async (request: object) =>
    ((await site.run('paths', { period: PERIOD, ...request })) as PathsAnswer).loops
  expect(await ask({ loops: true })).toEqual({
    again: [{ page: '/a', units: 2, again: 1 }],
    quick: [{ page: '/b', views: 2, quick: 1 }],
  })
  expect(await ask({})).toBeUndefined()
  expect((await ask({ loops: true, start: { page: '/c' }, by: 'person' }))?.again).toHaveLength(1)
})
