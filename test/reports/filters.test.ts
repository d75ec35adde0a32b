import { afterAll, beforeAll, expect, test } from 'vitest'
import { fiveVisits, NOVEMBER } from './five-visits.ts'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await fiveVisits()
})
afterAll(() => site.close())

const cases: [string, unknown[], Record<string, number>][] = [
  [
    'a channel chooses whole visits',
    [['is', 'channel', ['Paid Search']]],
    { visits: 1, pageviews: 2, events: 1, visitors: 1 },
  ],
  [
    'is_not takes what is absent',
    [['is_not', 'campaign', ['spring']]],
    { visits: 4, pageviews: 5, events: 1, visitors: 4 },
  ],
  [
    'null is what is absent',
    [['is', 'campaign', [null]]],
    { visits: 4, pageviews: 5, events: 1, visitors: 4 },
  ],
  [
    'a campaign is found in any case',
    [['is', 'campaign', ['SPRING']]],
    { visits: 1, pageviews: 2, events: 1, visitors: 1 },
  ],
  [
    'a page chooses visits that have it, and only its events',
    [['is', 'page', ['/pricing']]],
    { visits: 3, pageviews: 3, events: 2, visitors: 2 },
  ],
  [
    'a glob is anchored at both ends',
    [['matches', 'page', ['/pric*']]],
    { visits: 3, pageviews: 3, events: 2, visitors: 2 },
  ],
  [
    'a glob without a star is the whole path',
    [['matches', 'page', ['pricing']]],
    { visits: 0, pageviews: 0, events: 0, visitors: 0 },
  ],
  [
    'contains finds a part',
    [['contains', 'page', ['land']]],
    { visits: 2, pageviews: 2, events: 0, visitors: 2 },
  ],
  [
    'a property compares as a number',
    [['gt', 'prop:seats', [9]]],
    { visits: 1, pageviews: 0, events: 1, visitors: 1 },
  ],
  [
    'less than leaves out what is absent',
    [['lt', 'prop:seats', [9]]],
    { visits: 1, pageviews: 0, events: 1, visitors: 1 },
  ],
  [
    'event and property hold of one event',
    [
      ['is', 'event', ['Signup']],
      ['is', 'prop:plan', ['free']],
    ],
    { visits: 1, pageviews: 0, events: 1, visitors: 1 },
  ],
  [
    'or joins',
    [
      [
        'or',
        [
          ['is', 'source', ['newsletter']],
          ['is', 'landing_page', ['/landing']],
        ],
      ],
    ],
    { visits: 3, pageviews: 5, events: 2, visitors: 3 },
  ],
  [
    'not turns round',
    [['not', ['is', 'channel', ['Direct']]]],
    { visits: 3, pageviews: 5, events: 2, visitors: 3 },
  ],
  [
    'people who did an event, in all their visits',
    [['has_done', 'event', ['Signup']]],
    { visits: 3, pageviews: 5, events: 2, visitors: 2 },
  ],
  [
    'people who reached a goal',
    [['has_done', 'goal', ['Signup']]],
    { visits: 3, pageviews: 5, events: 2, visitors: 2 },
  ],
  [
    'people who did not',
    [['has_not_done', 'event', ['Signup']]],
    { visits: 2, pageviews: 2, events: 0, visitors: 2 },
  ],
  [
    'new visitors, who are new in each of their visits of the period',
    [['is', 'visitor_kind', ['new']]],
    { visits: 5, pageviews: 7, events: 2, visitors: 4 },
  ],
  [
    'an hour of the day is the visit’s for visits and the event’s for events',
    [['is', 'hour', [0]]],
    { visits: 0, pageviews: 1, events: 1, visitors: 0 },
  ],
  [
    'a day of another period',
    [['is', 'time:day', ['1999-12-31']]],
    { visits: 0, pageviews: 0, events: 0, visitors: 0 },
  ],
  [
    'a weekday by its name',
    [['is', 'weekday', ['monday']]],
    { visits: 2, pageviews: 3, events: 1, visitors: 2 },
  ],
  [
    'a day by its date',
    [['is', 'time:day', ['2026-11-03']]],
    { visits: 2, pageviews: 3, events: 1, visitors: 2 },
  ],
]
test.each(cases)('%s', async (_, filters, expected) => {
  const metrics = ['visits', 'pageviews', 'events', 'visitors']
  const { totals } = await site.stats({ period: NOVEMBER, metrics, filters })
  expect(totals).toEqual(expected)
})

test('a filter never changes whether a visit bounced', async () => {
  const metrics = ['bounce_rate', 'visits']
  const filters = [['is', 'page', ['/pricing']]]
  expect((await site.stats({ period: NOVEMBER, metrics, filters })).totals).toEqual({
    bounce_rate: 1 / 3,
    visits: 3,
  })
})

test('a segment stands for its filters; one inside itself is refused', async () => {
  const paid = await site.segment({ name: 'Paid', filters: [['is', 'channel', ['Paid Search']]] })
  const filters = [['segment', paid.id]]
  expect((await site.stats({ period: NOVEMBER, metrics: ['visits'], filters })).totals).toEqual({
    visits: 1,
  })
  const loop = await site.segment({ name: 'Loop', filters: [['is', 'channel', ['x']]] })
  site.db
    .prepare('update segment set filters = ? where id = ?')
    .run(JSON.stringify([['not', ['segment', loop.id]]]), loop.id)
  await expect(
    site.stats({ metrics: ['visits'], filters: [['segment', loop.id]] }),
  ).rejects.toMatchObject({ status: 422 })
  await expect(
    site.stats({ metrics: ['visits'], filters: [['segment', 'gone']] }),
  ).rejects.toMatchObject({ status: 422 })
})

test('a link to a segment shows nothing outside it', async () => {
  const paid = await site.segment({
    name: 'Paid 2',
    filters: [['is', 'channel', ['Paid Search']]],
  })
  const answer = await site.run('stats', { period: NOVEMBER, metrics: ['visits'] }, paid.id)
  expect(answer).toMatchObject({ totals: { visits: 1 } })
  for (const report of ['export', 'data-quality', 'channels/preview']) {
    await expect(site.run(report, {}, paid.id)).rejects.toMatchObject({ status: 403 })
  }
})

test('an exposure gives its whole visit the variant', async () => {
  const shown = await reportedSite()
  const exposure = (visitor: string, variant: string) => ({
    name: 'exposure',
    at: '2026-11-05T10:00:01',
    visitor,
    path: '/',
    props: { experiment: 'hero', variant },
  })
  shown.take([
    { at: '2026-11-05T10:00:00', visitor: 'ann', path: '/' },
    exposure('ann', 'b'),
    { at: '2026-11-05T10:01:00', visitor: 'ann', path: '/more' },
    { at: '2026-11-05T10:00:00', visitor: 'bob', path: '/' },
    exposure('bob', 'control'),
    { at: '2026-11-05T10:00:00', visitor: 'cyd', path: '/' },
  ])
  const metrics = ['visits', 'pageviews']
  const { rows } = await shown.stats({ period: NOVEMBER, metrics, dimensions: ['variant:hero'] })
  expect(rows).toEqual([
    { 'variant:hero': 'b', visits: 1, pageviews: 2 },
    { 'variant:hero': 'control', visits: 1, pageviews: 1 },
    { 'variant:hero': null, visits: 1, pageviews: 1 },
  ])
  const filters = [['is', 'variant:hero', ['b']]]
  const { totals } = await shown.stats({ period: NOVEMBER, metrics, filters })
  expect(totals).toEqual({ visits: 1, pageviews: 2 })
  shown.close()
})

test('a hostile value is only ever a value', async () => {
  const props = { experiment: "x'y", variant: 'b' }
  site.take([{ name: 'exposure', at: '2026-11-01T00:00', visitor: 'beside', props }])
  const hostile = ["'; drop table event; --", '"', '\\', '%', '\u0000', '*'.repeat(400)]
  for (const dimension of [
    'channel',
    'page',
    'prop:a"b\\c\'d',
    'prop:$.x[0]',
    'account',
    "variant:x'y",
  ]) {
    for (const operator of ['is', 'contains', 'matches', 'not_contains']) {
      const filters = [[operator, dimension, hostile]]
      const { totals } = await site.stats({ period: NOVEMBER, metrics: ['visits'], filters })
      expect(totals.visits).toBeLessThanOrEqual(5)
    }
  }
})

test('a goal that counts once has no conversions on a day of another period', async () => {
  const goal = await site.goal({ name: 'Once', event: 'Signup', value: 'none', count: 'person' })
  const { totals } = await site.stats({
    ...{ period: NOVEMBER, metrics: ['conversions'], goal: goal.id },
    filters: [['is', 'time:day', ['1999-12-31']]],
  })
  expect(totals).toEqual({ conversions: 0 })
})
