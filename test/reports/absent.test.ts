import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvOf } from '../../collector/csv.ts'
import { NOVEMBER } from './five-visits.ts'
import { type ReportedSite, reportedSite } from './site.ts'

/** A link that a program wrote without looking, and what it is called in reports. */
const TAGS = [
  ['source', 'utm_source'],
  ['medium', 'utm_medium'],
  ['campaign', 'utm_campaign'],
  ['content', 'utm_content'],
  ['term', 'utm_term'],
  ['campaign_id', 'utm_id'],
] as const

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  const query = TAGS.map(([, parameter]) => `${parameter}=NULL`).join('&')
  site.take([
    { at: '2026-11-03T10:00:00', path: `/?${query}`, visitor: 'tagged' },
    { at: '2026-11-03T10:00:00', path: '/?utm_content=x', visitor: 'half tagged' },
    { at: '2026-11-03T10:00:00', path: '/', visitor: 'untagged', title: 'null' },
    { at: '2026-11-03T10:01:00', path: '/', name: 'A', visitor: 'untagged' },
    {
      at: '2026-11-03T10:02:00',
      path: '/',
      name: 'B',
      visitor: 'untagged',
      props: { plan: 'null' },
    },
  ])
})
afterAll(() => site.close())

const rowsBy = async (dimensions: string[]) => {
  const { rows } = await site.stats({ period: NOVEMBER, metrics: ['visits', 'events'], dimensions })
  return rows
}

test.each(TAGS)('a link whose %s is the text "null" leaves what is absent absent', async (name) => {
  const rows = await rowsBy([name])
  const values = rows.map((row) => row[name])
  expect(values).toContain('NULL')
  expect(values.filter((value) => value === null)).toHaveLength(1)
  expect(new Set(values).size).toBe(values.length)
})

test('of several dimensions together, too', async () => {
  const rows = await rowsBy(['campaign', 'content', 'term'])
  expect(new Set(rows.map((row) => JSON.stringify([row.campaign, row.content, row.term])))).toEqual(
    new Set(['["NULL","NULL","NULL"]', '[null,"x",null]', '[null,null,null]']),
  )
})

test('"null" can be asked for, and what is absent', async () => {
  const visits = async (value: string | null) =>
    (
      await site.stats({
        period: NOVEMBER,
        metrics: ['visits'],
        filters: [['is', 'campaign', [value]]],
      })
    ).totals.visits
  expect([await visits('null'), await visits(null)]).toEqual([1, 2])
})

test('a title and a property that say "null" are no absent ones', async () => {
  expect((await rowsBy(['prop:plan'])).map((row) => row['prop:plan'])).toEqual([null, 'null'])
  const { rows } = await site.stats({
    period: NOVEMBER,
    metrics: ['pageviews'],
    dimensions: ['title'],
  })
  expect(rows).toEqual([
    { title: null, pageviews: 2 },
    { title: 'null', pageviews: 1 },
  ])
})

test('in CSV what is absent is an empty cell', async () => {
  const csv = csvOf(
    await site.stats({ period: NOVEMBER, metrics: ['visits'], dimensions: ['campaign'] }),
  )
  expect(csv.trimEnd().split('\r\n')).toEqual(['campaign,visits', ',2', 'NULL,1'])
})
