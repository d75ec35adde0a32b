import '../dashboard/page.ts'
import { expect, test } from 'vitest'
import type { StatsAnswer } from '../../collector/reports/stats.ts'
import type { Link } from '../../collector/settings/links.ts'
import { readTags, taggedRows, writtenTags } from '../../dashboard/views/links/tagged-rows.ts'

const tags = { source: 'google', medium: 'cpc', campaign: 'Spring' }

test('a row has the owner of the saved link with its tags, however they are spelt', () => {
  const row = { ...tags, visits: 3, visitors: 2, conversions: 1, revenue: 40 }
  const saved = [{ source: 'Google', medium: 'cpc', campaign: 'spring', owner: 'Ada' }] as Link[]
  const answer = { rows: [row, { ...row, campaign: 'autumn' }] } as unknown as StatsAnswer
  expect(taggedRows(answer, saved)).toEqual([
    { tags, owner: 'Ada', visits: 3, visitors: 2, conversions: 1, revenue: 40 },
    {
      ...{ tags: { ...tags, campaign: 'autumn' }, owner: undefined },
      ...{ visits: 3, visitors: 2, conversions: 1, revenue: 40 },
    },
  ])
})

test('tags travel to the builder in the address, and a cut address brings none', () => {
  expect(readTags(writtenTags(tags))).toEqual(tags)
  expect(readTags(writtenTags(tags).slice(0, -3))).toEqual({})
  expect(readTags('7')).toEqual({})
  expect(readTags(undefined)).toEqual({})
})
