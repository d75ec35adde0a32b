import { expect, test } from 'vitest'
import { contentOf } from '../../collector/digests/content.ts'
import type { Facts } from '../../collector/digests/facts.ts'
import type { Per } from '../../collector/digests/schedule.ts'
import type { Language } from '../../collector/digests/texts/languages.ts'
import { DAY_TOLD, facts, moved, SIGNUP, SITE, stats, WEEK_TOLD } from './told.ts'

function told(more: Partial<Facts> = {}, language: Language = 'en', per: Per = 'day') {
  const interval = per === 'week' ? WEEK_TOLD : DAY_TOLD
  const origin = 'https://growth.example'
  return contentOf({ facts: facts(more), site: SITE, per, interval, language, origin })
}

test('a usual day says how many came, and against what', () => {
  const { subject, sentences, versus, link } = told()
  expect(subject).toBe('Shop: 1,204 visitors (Tuesday, Nov 24, 2026)')
  expect(sentences).toEqual([
    '1,204 visitors on Tue, Nov 24, 3% more than on Tue, Nov 17.',
    'Everything lies within the usual.',
  ])
  expect(versus).toBe('against Tue, Nov 17')
  expect(link.url).toBe('https://growth.example/sites/shop.example?period=2026-11-24..2026-11-24')
})

test('the same in Chinese', () => {
  const { subject, sentences } = told({}, 'zh')
  expect(subject).toBe('Shop：访客数 1,204（2026年11月24日星期二）')
  expect(sentences[0]).toBe('11月24日周二，访客数 1,204，比11月17日周二多 3%。')
})

test('five numbers, each with its change; of nothing before there is none', () => {
  expect(told().tiles).toEqual([
    { name: 'Visitors', value: '1,204', change: { text: '+3%', tone: 'good' } },
    { name: 'Visits', value: '1,500', change: { text: '=', tone: 'plain' } },
    { name: 'Signup', value: '24', change: { text: '−20%', tone: 'bad' } },
    { name: 'Conversion rate', value: '2%', change: { text: '−0.6 points', tone: 'bad' } },
    { name: 'Pageviews', value: '4,000' },
  ])
})

const SURPRISE = {
  metric: 'conversions',
  from: '2026-11-24',
  to: '2026-11-24',
  ongoing: true,
  side: 'low',
  value: 8,
  expected: 22,
  low: 15,
  high: 30,
  p: 1e-6,
  q: 1e-4,
} as const

test('what is beyond chance comes first, with why', () => {
  const { usual } = facts()
  const why = {
    named: [
      { dimension: 'channel', value: 'Paid Search', total: -9, why: 'volume', rose: false },
      { dimension: 'country', value: 'DE', total: 4, why: 'rate', rose: true },
    ],
  } as unknown as Facts['why']
  const surprised = { usual: { ...usual, surprises: [SURPRISE] }, why }
  const { sentences, tone, subject } = told(surprised)
  expect(sentences).toEqual([
    'Signup down 64% on Tue, Nov 24 (8, usually 15 to 30).',
    'Most of it is channel Paid Search: fewer visitors (−9).',
  ])
  expect(tone).toBe('bad')
  expect(subject).toBe('Shop: Signup down 64% (Tuesday, Nov 24, 2026)')
  expect(told(surprised, 'zh').sentences).toEqual([
    '11月24日周二，Signup下降 64%（实际 8，通常为 15 至 30）。',
    '主要来自渠道“付费搜索”：访客减少（−9）。',
  ])
})

test('a day without data says so, and nothing else', () => {
  const silent = stats({ visitors: 0, visits: 0, events: 0 }, { visitors: 900, visits: 1000 })
  const { sentences, tiles, parts, subject } = told({ stats: silent })
  expect(sentences).toEqual([
    'Nothing was counted on Tue, Nov 24: no visit and no event.',
    'Tracking may have stopped: check that the script is still in the pages.',
  ])
  expect([...tiles, ...parts]).toEqual([])
  expect(subject).toBe('Shop: nothing was counted (Tuesday, Nov 24, 2026)')
})

test('a site that has never had any is told how to begin', () => {
  const silent = stats({ visitors: 0, visits: 0, events: 0 }, undefined)
  const never = { ...silent, meta: { ...silent.meta, data_from: null } }
  expect(told({ stats: never }).sentences[1]).toContain('Put the script into its pages')
})

test('days that lie before the first are held against nothing', () => {
  const { stats: answer } = facts()
  const young = { ...answer, meta: { ...answer.meta, data_from: '2026-11-20' } }
  const { versus, tiles } = told({ stats: young })
  expect(versus).toBe('There is nothing yet to compare with.')
  expect(tiles.every(({ change }) => change === undefined)).toBe(true)
})

test('the three that rose and the three that fell most, and nothing that chance explains', () => {
  const movers = moved([
    ['google', 400, 200],
    ['bing', 20, 150],
    ['newsletter', 90, 10],
    ['x.com', 60, 5],
    ['reddit', 50, 4],
    [null, 0, 40],
    ['t.co', 14, 10],
  ])
  const [part] = told({ movers }).parts
  expect(part?.lines.map(({ name, value }) => `${name} ${value}`)).toEqual([
    'google +200',
    'newsletter +80',
    'x.com +55',
    'bing −130',
    '(none) −40',
  ])
  expect(part?.lines[3]?.note).toBe('150 → 20 visitors')
})

test('goals are told against what they are to reach', () => {
  const goal = (name: string, count: number) => ({
    ...SIGNUP,
    name,
    target: { count, per: 'month' as const },
  })
  const month = { from: '2026-11-01', to: '2026-11-30' }
  const week = { from: '2026-11-18', to: '2026-11-24' }
  const aims = [
    { goal: goal('Signup', 120), range: month, done: 119.6 },
    { goal: goal('Trial', 20), range: month, done: 24 },
    { goal: goal('Demo', 10), range: week, done: 4 },
  ]
  const lines = told({ aims }).parts.at(-1)?.lines
  expect(lines?.map(({ value, note }) => `${value}: ${note}`)).toEqual([
    '120 of 120: 99%, 6 days left',
    '24 of 20: 120%, reached',
    '4 of 10: 40%, missed',
  ])
})

test('a week tells its days, and since when nothing came', () => {
  const row = (day: number, visitors: number) => ({
    'time:day': `2026-11-${day}`,
    visitors,
    visits: visitors,
    events: 0,
  })
  const rows = [row(23, 10), row(24, 20), row(25, 0), row(26, 5), row(27, 0), row(28, 0)]
  const { stats: answer } = facts()
  const { parts, broken } = told({ stats: { ...answer, rows } }, 'en', 'week')
  expect(parts[0]?.lines.map(({ share }) => share)).toEqual([0.5, 1, 0, 0.25, 0, 0])
  expect(broken?.lines).toEqual([
    'Nothing has arrived since Fri, Nov 27: check that the script is still in the pages.',
  ])
})

test('what is broken is told with how often', () => {
  const { quality } = facts()
  const { broken } = told({
    quality: {
      ...quality,
      broken_tags: { visits: 12, kinds: [] },
      untagged_paid_clicks: [{ click_id: 'gclid', channel: 'Paid Search', visits: 5 }],
      rejected_totals: [{ reason: 'hostname', count: 34 }],
      refused_hosts: [{ host: 'copy.example', count: 30 }],
    },
  })
  expect(broken?.lines).toEqual([
    'Visits with broken campaign tags: 12',
    'Paid clicks without campaign tags: 5',
    'Events from other domains, which were not counted: 34 (most from copy.example)',
  ])
})

test('where money was spent it stands beside what it brought', () => {
  const model = { conversions: 4, revenue: 600, roas: 3, cpa: 50 }
  const row = (cost: number) => ({ cost, models: { last_non_direct: model } })
  const { stats: answer } = facts()
  const paid = {
    meta: answer.meta,
    rows: [row(200), { ...row(0), cost: 0 }],
    compared: { ...answer.compared, rows: [row(100)] },
  } as unknown as Facts['paid']
  const { tiles } = told({ paid })
  expect(tiles.map(({ name, value, change }) => [name, value, change?.text])).toEqual([
    ['Visitors', '1,204', '+3%'],
    ['Signup', '24', '−20%'],
    ['Pageviews', '4,000', undefined],
    ['Spend', '€200.00', '+100%'],
    ['Return per €1', '€3.00', '−50%'],
  ])
})
