import { expect, test } from 'vitest'
import { contentOf } from '../../collector/digests/content.ts'
import type { Facts } from '../../collector/digests/facts.ts'
import type { Per } from '../../collector/digests/schedule.ts'
import type { Language } from '../../collector/digests/texts/languages.ts'
import { DAY_TOLD, facts, moved, SITE, WEEK_TOLD } from './told.ts'

function told(more: Partial<Facts>, language: Language = 'en', per: Per = 'day') {
  const interval = per === 'week' ? WEEK_TOLD : DAY_TOLD
  const origin = 'https://growth.example'
  return contentOf({ facts: facts(more), site: SITE, per, interval, language, origin })
}

/** As the report says of days that another tool summed. */
const SUMMED = {
  ...{ from: '2026-11-16', to: '2026-11-22', tools: ['plausible'], left_out: null },
  ...{ lacks: ['conversions', 'conversion_rate'], visitor_days: true },
}
const WEEK = { from: '2026-11-23', to: '2026-11-29' }
const WEEK_BEFORE = { from: '2026-11-16', to: '2026-11-22' }

/** A week of the quiet Tuesday's numbers, with what imported days are in it and in the week before. */
function movedWeek(now: object | undefined, before: object | undefined) {
  const { meta, totals, compared, ...rest } = facts().stats
  return {
    ...{ ...rest, totals },
    meta: { ...meta, ...WEEK, ...(now && { imported: now }) },
    compared: { ...compared, ...WEEK_BEFORE, ...(before && { imported: before }) },
  } as Facts['stats']
}

test('the first week after a move holds no people against visitors that were added up', () => {
  const stats = movedWeek(undefined, SUMMED)
  const [mover] = moved([['google', 400, 200]])
  if (!mover) throw new Error('no mover')
  const movers = [{ ...mover, answer: { ...stats, rows: mover.answer.rows } }]
  const { sentences, tiles, parts } = told({ stats, movers }, 'en', 'week')
  expect(sentences[0]).toBe('1,204 visitors in the week of Nov 23 – 29, 2026.')
  expect(tiles.map(({ name, change }) => [name, change?.text])).toEqual([
    ['Visitors', undefined],
    ['Visits', '='],
    ['Signup', undefined],
    ['Conversion rate', undefined],
    ['Pageviews', undefined],
  ])
  expect(parts.map(({ title }) => title)).toEqual(['Visitors by day'])
})

test('visitors that were added up are called that', () => {
  const said = { stats: movedWeek({ ...SUMMED, visitor_days: false }, SUMMED) }
  const { sentences, tiles, subject } = told(said, 'en', 'week')
  expect(sentences[0]).toBe('1,204 visitors, added up by day, in the week of Nov 23 – 29, 2026.')
  expect(subject).toContain(': 1,204 visitors, added up by day (')
  expect(tiles[0]).toEqual({ name: 'Visitors, added up by day', value: '1,204' })
  expect(told(said, 'zh', 'week').tiles[0]?.name).toBe('访客数（按日相加）')
})

test('days that are left out are no like of those that are told', () => {
  const { tiles, versus } = told({
    stats: movedWeek(undefined, { ...SUMMED, left_out: 'filters' }),
  })
  expect(versus).toBe('There is nothing yet to compare with.')
  expect(tiles.every(({ change }) => change === undefined)).toBe(true)
})

test('a day that was summed is a like of another', () => {
  const { stats: answer } = facts()
  const { compared } = answer
  const lately = { ...SUMMED, from: '2026-11-17', to: '2026-11-17', visitor_days: false }
  const stats = { ...answer, compared: { ...compared, imported: lately } } as Facts['stats']
  expect(told({ stats }).tiles[0]?.change?.text).toBe('+3%')
})
