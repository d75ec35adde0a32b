import './page.ts'
import { describe, expect, test } from 'vitest'
import { greatestOf, stretchesOf } from '../../dashboard/charts/usual-band.ts'
import { reasonsOf } from '../../dashboard/models/reasons.ts'
import type { ReportAnswer } from '../../dashboard/models/report.ts'
import { bandOf, type UsualAnswer, usualRange } from '../../dashboard/models/usual.ts'

const TODAY = '2026-11-20'

test.each([
  ['the days in view', { from: '2026-11-01', to: '2026-11-10' }, ['2026-11-01', '2026-11-10']],
  ['none to come', { from: '2026-11-15', to: '2026-11-30' }, ['2026-11-15', TODAY]],
  ['the last of many', { from: '2026-01-01', to: '2026-11-10' }, ['2026-08-11', '2026-11-10']],
  ['the last of all', undefined, ['2026-08-21', TODAY]],
  ['nothing of the future', { from: '2026-11-21', to: '2026-11-30' }, undefined],
])('told of are %s', (_, shown, told) => {
  const range = usualRange(shown, TODAY)
  expect(range && [range.from, range.to]).toEqual(told)
})

function day(date: string, low: number | null, abnormal: 'low' | 'high' | null = null) {
  const high = low === null ? null : low + 10
  return {
    ...{ metric: 'visits', date, value: 5, expected: low, low, high },
    abnormal,
    partial: false,
    pace: null,
  }
}

describe('the band of usual', () => {
  const answer: Pick<UsualAnswer, 'days'> = {
    days: [day('2026-11-01', null), day('2026-11-02', 3), day('2026-11-04', 8, 'low')],
  }
  const keys = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04']

  test('stands day by day, with gaps where nothing is known', () => {
    expect(bandOf(answer, 'visits', keys)).toEqual({
      low: [null, 3, null, 8],
      high: [null, 13, null, 18],
      sides: [null, null, null, 'low'],
      pace: undefined,
    })
    expect(bandOf(answer, 'visitors', keys)).toBeUndefined()
    expect(bandOf(answer, 'visits', ['2026-11-01'])).toBeUndefined()
  })

  test('has what the running day comes to at this pace', () => {
    const running = { ...day('2026-11-04', 2), partial: true, pace: 9.5 }
    const band = bandOf({ days: [day('2026-11-03', 3), running] }, 'visits', keys)
    expect(band?.pace).toEqual({ position: 3, value: 9.5 })
    expect(band && greatestOf(2, { ...band, high: [] })).toBe(9.5)
  })

  test('is drawn stretch by stretch, and makes room for itself', () => {
    const band = { low: [null, 3, 4, null, 8], high: [null, 13, 14, 9, 18], sides: [] }
    expect(stretchesOf(band)).toEqual([
      [1, 2],
      [4, 4],
    ])
    expect(greatestOf(12, band)).toBe(18)
    expect(greatestOf(20, band)).toBe(20)
    expect(greatestOf(null, undefined)).toBeNull()
    expect(greatestOf(7, { low: [], high: [], sides: [] })).toBe(7)
  })
})

describe('what a surprise is told with', () => {
  const value = (name: string, total: number, q = 0.01, other?: true) => ({
    ...{ value: name, total, q, q_rate: q, rate_effect: 0 },
    ...(other && { other }),
  })
  const answer = {
    named: [
      { dimension: 'channel', value: 'Email', total: 3, why: 'volume', rose: true },
      { dimension: 'device', value: 'desktop', total: -20, why: 'rate', rose: false },
    ],
    dimensions: [
      {
        dimension: 'channel',
        values: [value('Email', 3), value('Direct', 9, 0.4), value('other', 8, 0.01, true)],
      },
      { dimension: 'device', values: [value('desktop', -20), value('mobile', 5)] },
    ],
  } as unknown as ReportAnswer<'explain'>

  test('is of a fall what fell most, and what rose most against it', () => {
    expect(reasonsOf(answer, 'low')).toMatchObject({
      most: { dimension: 'device', value: 'desktop', total: -20 },
      against: { dimension: 'device', value: 'mobile', total: 5 },
    })
  })

  test('is of a rise the other way around', () => {
    expect(reasonsOf(answer, 'high')).toMatchObject({
      most: { dimension: 'channel', value: 'Email' },
      against: { dimension: 'device', value: 'desktop' },
    })
  })

  test('is what has a name, where there is any', () => {
    const none = { dimension: 'source', value: null, total: -30, why: 'volume', rose: false }
    const named = [none, ...answer.named] as typeof answer.named
    expect(reasonsOf({ ...answer, named }, 'low').most?.value).toBe('desktop')
    expect(reasonsOf({ ...answer, named: named.slice(0, 1) }, 'low').most?.value).toBeNull()
  })

  test('is nothing where nothing is beyond chance', () => {
    const none = { named: [], dimensions: [] } as unknown as ReportAnswer<'explain'>
    expect(reasonsOf(none, 'low')).toEqual({ most: undefined, against: undefined })
  })
})
