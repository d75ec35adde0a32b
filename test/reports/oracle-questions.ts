import fc from 'fast-check'
import type { Filter } from '../../collector/settings/filter.ts'
import type { GoalInput } from '../../collector/settings/goals.ts'
import type { RateRow } from './oracle-money.ts'

const plans = ['pro', 'free', 'FREE', null, 'none']
const VALUES: Record<string, (string | number | boolean | null)[]> = {
  channel: ['Paid Search', 'Direct', 'Email', null],
  source: ['google', 'GOOGLE', 'news', 'direct', null],
  medium: ['cpc', 'email', 'organic', null],
  campaign: ['spring', 'Spring', 'nothing', null],
  content: ['b', null],
  term: ['shoes', null],
  campaign_id: ['77', null],
  referrer: ['google.com', 'chatgpt.com', null],
  click_id: ['gclid', null],
  landing_page: ['/', '/pricing', null],
  exit_page: ['/', '/docs/a', null],
  page: ['/', '/pricing', '/docs/b', null],
  title: ['Home', 'Prices', null],
  hostname: ['example.com', 'shop.example.com', null],
  event: ['pageview', 'Signup', 'Purchase', 'engagement', 'Never'],
  'prop:plan': plans,
  'prop:seats': [3, '3', 9, true, 'many', null],
  'variant:hero': ['control', 'pro', null],
  account: ['acme', null],
  visitor_kind: ['new', 'returning'],
  country: ['GB', null],
  device: ['mobile', 'desktop', null],
  browser: ['Chrome', 'Mobile Safari', null],
  os: ['iOS', 'Windows', null],
  language: ['de-DE', 'en-GB', null],
  screen: ['390x844', null],
  weekday: [6, 7, 1],
  hour: [0, 2, 23],
  'time:day': ['2026-10-24', '2026-10-25'],
  'time:hour': ['2026-10-25T02:00:00+02:00', '2026-10-25T02:00:00+01:00'],
  'time:week': ['2026-10-19', '2026-10-25', '2026-10-26'],
  'time:month': ['2026-10', '2026-11'],
}
export const DIMENSIONS = Object.keys(VALUES)
const GLOBS = ['*', '/doc*', '*pric*', '*o*', 'g*e', '/docs/?', 'P*', '/']
const PARTS = ['o', 'pri', 'PRO', 'goo', '/d', '1', '%', '_']

function conditionsOn(dimension: string): fc.Arbitrary<Filter> {
  const some = (values: unknown[]) =>
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 })
  const equal = fc.tuple(fc.constantFrom('is', 'is_not'), some(VALUES[dimension] ?? []))
  const part = fc.tuple(fc.constantFrom('contains', 'not_contains'), some(PARTS))
  const glob = fc.tuple(fc.constant('matches'), some(GLOBS))
  const size = fc.tuple(fc.constantFrom('gt', 'lt'), some([3, 8.5, 0]))
  const numeric = ['prop:seats', 'hour', 'weekday', 'campaign_id'].includes(dimension)
  const kinds = numeric ? fc.oneof(equal, size) : fc.oneof(equal, part, glob)
  const timed = dimension.startsWith('time:') || dimension === 'weekday' || dimension === 'hour'
  return (timed && !numeric ? equal : kinds).map(
    ([operator, values]) => [operator, dimension, values] as Filter,
  )
}

export const condition = fc.constantFrom(...DIMENSIONS).chain(conditionsOn)
const deed: fc.Arbitrary<Filter> = fc
  .tuple(
    fc.constantFrom('has_done', 'has_not_done'),
    fc.oneof(
      fc.tuple(fc.constant('event'), fc.constantFrom(['Signup'], ['Purchase', 'Never'], ['Never'])),
      fc.tuple(fc.constant('goal'), fc.constantFrom(['goal 0'], ['goal 1', 'goal 2'])),
    ),
  )
  .map(([head, [what, names]]) => [head, what, [...names]] as unknown as Filter)
const leaf = fc.oneof(
  { weight: 6, arbitrary: condition },
  { weight: 2, arbitrary: deed },
  { weight: 1, arbitrary: fc.constant(['segment', 'SEGMENT'] as Filter) },
)
const pair = fc.array(leaf, { minLength: 1, maxLength: 2 })
export const filter: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 1, arbitrary: leaf.map((one) => ['not', one] as Filter) },
  { weight: 1, arbitrary: pair.map((list) => ['or', list] as Filter) },
  { weight: 1, arbitrary: pair.map((list) => ['not', ['and', list]] as Filter) },
)

const ONES = ['page', 'prop:plan', 'prop:seats', 'hostname', 'source', 'title', 'landing_page']
const goal = fc
  .record({
    what: fc.constantFrom(
      { event: 'Signup' },
      { event: 'Purchase' },
      { event: 'Never' },
      { page: '/docs*' },
      { page: '/pricing' },
    ),
    where: fc.option(
      fc.array(fc.constantFrom(...ONES).chain(conditionsOn), { minLength: 1, maxLength: 2 }),
      { nil: undefined },
    ),
    value: fc.constantFrom<GoalInput['value']>('none', 'revenue', 'revenue', 5, 0.25),
    count: fc.constantFrom<GoalInput['count']>('every', 'visit', 'person'),
  })
  .map(
    ({ what, where, ...rest }) =>
      ({ ...what, ...(where ? { where } : {}), ...rest }) as unknown as GoalInput,
  )

export const goals = fc
  .array(goal, { minLength: 3, maxLength: 3 })
  .map((list) => list.map((one, i) => ({ ...one, name: `goal ${i}` })))

const rate = fc.record({
  day: fc.constantFrom('2026-10-20', '2026-10-24', '2026-10-25', '2026-10-26'),
  currency: fc.constantFrom('USD', 'JPY'),
  rate: fc.constantFrom(0.905, 0.0061, 1.105, 0.5, 2),
})
export const rates: fc.Arbitrary<RateRow[]> = fc.uniqueArray(rate, {
  maxLength: 5,
  selector: ({ day, currency }) => day + currency,
})
