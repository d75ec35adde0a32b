import './page.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { decoded, followAddress, go } from '../../dashboard/models/address.ts'
import { sites } from '../../dashboard/models/sites.ts'
import {
  addCondition,
  changed,
  commonRequest,
  linkTo,
  locale,
  matched,
  now,
  pagePath,
  showCompare,
  showFilters,
  shownDays,
  shownRange,
  showOption,
  showPeriod,
  stepPeriod,
  today,
  view,
} from '../../dashboard/models/view.ts'
import { speak } from '../../dashboard/texts/texts.ts'
import type { App } from '../http/server.ts'
import { open, shown } from './page.ts'
import { startRouter } from './router.ts'

let app: App
beforeAll(async () => {
  app = await startRouter('example.com')
  followAddress()
})
afterAll(() => app.close())

beforeEach(() => {
  now.value = Date.parse('2026-03-15T12:00:00Z')
  open('/sites/example.com')
})

test('a page without a query asks for the last 30 days, today counted in, against those before', () => {
  expect(commonRequest.value).toEqual({
    period: { from: '2026-02-14', to: '2026-03-15' },
    compare: 'previous',
    match: 'weekday',
    filters: [],
  })
  expect(shownDays.value).toBe(30)
})

test.each([
  ['?period=7d', { period: '7d', compare: 'previous', match: 'weekday', filters: [] }],
  ['?period=7d&match=none', { period: '7d', compare: 'previous', filters: [] }],
  ['?period=7d&compare=none', { period: '7d', filters: [] }],
  ['?period=7d&compare=year', { period: '7d', compare: 'year', match: 'weekday', filters: [] }],
  [
    '?period=lastweek',
    {
      period: { from: '2026-03-02', to: '2026-03-08' },
      compare: 'previous',
      match: 'weekday',
      filters: [],
    },
  ],
  [
    '?period=lastmonth',
    {
      period: { from: '2026-02-01', to: '2026-02-28' },
      compare: { from: '2026-01-01', to: '2026-01-31' },
      filters: [],
    },
  ],
  [
    '?period=lastmonth&compare=year',
    { period: { from: '2026-02-01', to: '2026-02-28' }, compare: 'year', filters: [] },
  ],
  ['?period=all', { period: 'all', filters: [] }],
  ['?period=all&compare=year', { period: 'all', filters: [] }],
  [
    '?period=today&country=DE',
    { period: 'today', compare: 'previous', filters: [['is', 'country', ['DE']]] },
  ],
])('%s asks for %j', (query, request) => {
  open(`/sites/example.com${query}`)
  expect(commonRequest.value).toEqual(request)
})

test('today is the site’s, and moves on in a tab that is left open', () => {
  const [site] = sites.value ?? []
  if (!site) throw new Error('no site')
  sites.value = [{ ...site, timezone: 'Pacific/Auckland' }]
  expect(today.value).toBe('2026-03-16')
  now.value = Date.parse('2026-03-16T12:00:00Z')
  expect([today.value, shownRange.value?.to]).toEqual(['2026-03-17', '2026-03-17'])
  sites.value = [site]
})

test.each([
  ['', true],
  ['?period=7d', true],
  ['?period=lastweek', true],
  ['?period=wtd', true],
  ['?period=lastmonth', false],
  ['?period=qtd', false],
  ['?period=2026-02-01..2026-02-28', false],
  ['?period=last90&compare=year', true],
  ['?period=2026-03-01..2026-03-02', true],
  ['?period=today', false],
  ['?period=mtd', false],
  ['?period=12mo', false],
  ['?period=2025-12-01..2026-03-02', false],
  ['?compare=none', false],
  ['?compare=2026-01-01..2026-01-30', false],
  ['?match=none', false],
])('%s is held against the same weekdays: %s', (query, weekdays) => {
  open(`/sites/example.com${query}`)
  expect(matched.value).toBe(weekdays)
})

test('that weekdays are not matched stands in the address', () => {
  expect(changed({ exact: true })).toBe('/sites/example.com?match=none')
  open('/sites/example.com?match=none&period=7d')
  expect(linkTo('pages')).toBe('/sites/example.com/pages?period=7d&match=none')
})

test('what is changed stands in the address, and the rest of the view stays', () => {
  showPeriod('90d')
  showCompare('year')
  addCondition(['is', 'channel', ['Paid Search']])
  showOption('by', 'week')
  expect(shown()).toBe('/sites/example.com?period=90d&compare=year&channel=Paid+Search&by=week')
  showFilters([])
  showPeriod('last30')
  showCompare('previous')
  showOption('by', undefined)
  expect(shown()).toBe('/sites/example.com')
})

test('a step goes as far as the period is long, back and forth, and not past today', () => {
  stepPeriod(-1)
  expect(view.value.period).toEqual({ from: '2026-01-15', to: '2026-02-13' })
  stepPeriod(1)
  expect(view.value.period).toEqual({ from: '2026-02-14', to: '2026-03-15' })
  stepPeriod(1)
  expect(view.value.period).toEqual({ from: '2026-02-14', to: '2026-03-15' })
  showPeriod('all')
  stepPeriod(-1)
  expect(view.value.period).toBe('all')
})

test('a period that ended yesterday can go on to one that holds today', () => {
  showPeriod('7d')
  stepPeriod(1)
  expect(view.value.period).toEqual({ from: '2026-03-15', to: '2026-03-21' })
})

test('links keep the time and the filters, but no page’s own options', () => {
  open('/sites/example.com/sources?period=7d&country=DE&by=medium&order=visits.asc')
  expect(linkTo('pages')).toBe('/sites/example.com/pages?period=7d&country=DE')
  expect(linkTo('')).toBe('/sites/example.com?period=7d&country=DE')
  expect(linkTo('customers/people', { filters: [] })).toBe(
    '/sites/example.com/customers/people?period=7d',
  )
  expect(changed({ period: 'today' })).toBe(
    '/sites/example.com/sources?period=today&country=DE&by=medium&order=visits.asc',
  )
})

test('a site with a port has a path that can be read', () => {
  expect(pagePath('links', 'localhost:3000')).toBe('/sites/localhost%3A3000/links')
  expect(decoded('localhost%3A3000')).toBe('localhost:3000')
  expect(decoded('50%')).toBe('50%')
})

test('going where one is leaves no second step', () => {
  const steps: string[] = []
  const note = () => steps.push(shown())
  addEventListener('pushState', note)
  go('/sites/example.com?period=7d')
  go('/sites/example.com?period=7d')
  go('/sites/example.com?period=90d', { replace: true })
  removeEventListener('pushState', note)
  expect(steps).toEqual(['/sites/example.com?period=7d'])
  expect(view.value.period).toBe('90d')
})

test('numbers are written in the reader’s own English, or in Chinese', async () => {
  expect(locale.value).toEqual({ language: 'en-GB', currency: 'USD' })
  await speak('zh')
  expect(locale.value.language).toBe('zh-CN')
  await speak('en')
})

test('retention opens with 90 days, which travel to no other page unless they are chosen', () => {
  open('/sites/example.com/retention')
  expect(shownDays.value).toBe(90)
  expect(linkTo('sources')).toBe('/sites/example.com/sources')
  expect(changed({ options: { unit: 'day' } })).toBe('/sites/example.com/retention?unit=day')
  showPeriod('last30')
  expect(shown()).toBe('/sites/example.com/retention?period=last30')
  expect(shownDays.value).toBe(30)
  expect(linkTo('retention/features')).toBe('/sites/example.com/retention/features?period=last30')
  expect(linkTo('sources')).toBe('/sites/example.com/sources')
  showPeriod('7d')
  expect(linkTo('sources')).toBe('/sites/example.com/sources?period=7d')
  open('/sites/example.com/sources')
  expect(linkTo('retention')).toBe('/sites/example.com/retention')
  expect(linkTo('customers/stages')).toBe('/sites/example.com/customers/stages')
  expect(linkTo('retention', { period: '7d' })).toBe('/sites/example.com/retention?period=7d')
  open('/sites/example.com/customers/stages')
  expect(shownDays.value).toBe(90)
})
