import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AttributionAnswer } from '../../collector/reports/attribution.ts'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
beforeEach(async () => {
  site = await reportedSite()
  await site.goal({ name: 'Buy', event: 'Buy', value: 'revenue', count: 'every' })
})
afterEach(() => site.close())

const TAGS = 'utm_source=newsletter&utm_medium=email&utm_campaign=spring'
const DAY = '2026-11-18'
const visit = (visitor: string, time: string, query: string) => ({
  ...{ visitor, at: `${DAY}T${time}`, path: `/sale?${TAGS}${query}` },
})
const buy = (visitor: string, time: string) => ({
  ...{ visitor, at: `${DAY}T${time}`, path: '/done', name: 'Buy' },
  revenue: { amount: 40, currency: 'EUR' },
})
const asked = { period: '7d', dimensions: ['link'] }

test('two links of equal tags have each their own visits and money (case L3)', async () => {
  site.take([
    visit('ann', '10:00:00', '&tl=a'),
    buy('ann', '10:05:00'),
    visit('bob', '10:00:00', '&tl=B'),
    { visitor: 'cyd', at: `${DAY}T10:00:00`, path: '/' },
  ])
  const { rows } = await site.stats({ ...asked, metrics: ['visits', 'conversions', 'revenue'] })
  expect(rows).toEqual([
    { link: 'a', visits: 1, conversions: 1, revenue: 40 },
    { link: 'b', visits: 1, conversions: 0, revenue: 0 },
    { link: null, visits: 1, conversions: 0, revenue: 0 },
  ])
  const { rows: found } = (await site.run('attribution', {
    ...{ period: '7d', goal: 'Buy', models: ['last'], dimension: 'link' },
  })) as AttributionAnswer
  expect(found.find(({ link }) => link === 'a')?.models.last).toMatchObject({
    conversions: 1,
    revenue: 40,
  })
})

test('a link is no campaign of its own, and chooses visits', async () => {
  site.take([
    visit('ann', '10:00:00', '&tl=a'),
    visit('ann', '10:05:00', '&tl=b'),
    visit('bob', '10:00:00', ''),
  ])
  const { rows } = await site.stats({ ...asked, metrics: ['visits', 'pageviews'] })
  expect(rows).toEqual([
    { link: 'a', visits: 1, pageviews: 2 },
    { link: null, visits: 1, pageviews: 1 },
  ])
  const { totals } = await site.stats({
    ...{ period: '7d', metrics: ['visitors'], filters: [['is', 'link', ['A']]] },
  })
  expect(totals).toEqual({ visitors: 1 })
})

test('what is no slug is no link', async () => {
  site.take([visit('ann', '10:00:00', '&tl=%3Cscript%3E'), visit('bob', '10:00:00', '&tl=')])
  const { rows } = await site.stats({ ...asked, metrics: ['visits'] })
  expect(rows).toEqual([{ link: null, visits: 2 }])
})
