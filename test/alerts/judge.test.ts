import { describe, expect, test } from 'vitest'
import { changeOf, isBreached, type Rule } from '../../collector/alerts/judge.ts'
import { quietUntil } from '../../collector/alerts/quiet.ts'
import { hasStopped } from '../../collector/alerts/tracking-stopped.ts'
import type { Reading } from '../../collector/settings/alert-definition.ts'

function breached(rule: Partial<Rule>, reading: Partial<Reading>) {
  return isBreached(
    { when: 'above', value: 20, form: 'count', ...rule },
    { from: 0, to: 1, key: '', value: 0, ...reading },
  )
}

describe('a rule', () => {
  test.each([
    [{ when: 'above' }, { value: 20 }, false],
    [{ when: 'above' }, { value: 21 }, true],
    [{ when: 'below' }, { value: 20 }, false],
    [{ when: 'below' }, { value: 0 }, true],
    [{ when: 'below' }, { value: null }, null],
    [{ when: 'up_by', value: 0.2 }, { value: 12, before: 10 }, true],
    [{ when: 'up_by', value: 0.2 }, { value: 11, before: 10 }, false],
    [{ when: 'down_by', value: 0.2 }, { value: 8, before: 10 }, true],
    [{ when: 'down_by', value: 0.2 }, { value: 9, before: 10 }, false],
    [{ when: 'down_by', value: 0.2 }, { value: 0, before: 0 }, false],
    [{ when: 'up_by', value: 3 }, { value: 2, before: 0 }, false],
    [{ when: 'up_by', value: 3 }, { value: 3, before: 0 }, true],
    [{ when: 'up_by', value: 0.2 }, { value: 12 }, null],
    [{ when: 'up_by', value: 0.01, form: 'share' }, { value: 0.05, before: 0.04 }, true],
    [{ when: 'up_by', value: 0.02, form: 'share' }, { value: 0.05, before: 0.04 }, false],
    [{ when: 'unusual' }, { value: 3 }, null],
    [{ when: 'unusual' }, { value: 3, usual: { expected: 9, low: 3, high: 18 } }, false],
    [{ when: 'unusual' }, { value: 2, usual: { expected: 9, low: 3, high: 18 } }, true],
    [{ when: 'unusual' }, { value: 19, usual: { expected: 9, low: 3, high: 18 } }, true],
  ] as const)('%j of %j is %s', (rule, reading, answer) => {
    expect(breached(rule, reading)).toBe(answer)
  })

  test('money that was given back turns no fall into a rise', () => {
    expect(changeOf('money', -100, -50)).toBe(-1)
    expect(changeOf('money', -25, -50)).toBe(0.5)
  })
})

describe('tracking has stopped', () => {
  test.each([
    [0, [8, 8, 8, 7], true],
    [0, [8, 8, 8, 6], false],
    [1, [900, 900, 900, 900], false],
    [0, [900, 0, 900, 900], false],
    [0, [10], true],
    [0, [9], false],
    [0, [], false],
  ])('where %d events came after %j: %s', (count, before, stopped) => {
    expect(hasStopped(count, before)).toBe(stopped)
  })
})

describe('quiet hours', () => {
  const NIGHT = { from: '22:00', to: '07:00' }
  const until = (quiet: typeof NIGHT, now: string) => {
    const end = quietUntil(quiet, 'Europe/Berlin', Date.parse(now))
    return end === undefined ? undefined : new Date(end).toISOString()
  }

  test.each([
    ['2026-11-30T21:59:59+01:00', undefined],
    ['2026-11-30T22:00:00+01:00', '2026-12-01T06:00:00.000Z'],
    ['2026-12-01T06:59:59+01:00', '2026-12-01T06:00:00.000Z'],
    ['2026-12-01T07:00:00+01:00', undefined],
    // A night of 25 hours, and one of 23.
    ['2026-10-24T23:00:00+02:00', '2026-10-25T06:00:00.000Z'],
    ['2026-03-28T23:00:00+01:00', '2026-03-29T05:00:00.000Z'],
  ])('over midnight, at %s, last until %s', (now, end) => {
    expect(until(NIGHT, now)).toBe(end)
  })

  test.each([
    ['2026-11-30T11:59:00+01:00', undefined],
    ['2026-11-30T12:00:00+01:00', '2026-11-30T12:30:00.000Z'],
    ['2026-11-30T13:30:00+01:00', undefined],
  ])('by day, at %s, last until %s', (now, end) => {
    expect(until({ from: '12:00', to: '13:30' }, now)).toBe(end)
  })

  test('whose end the clocks skip end when they go on', () => {
    expect(until({ from: '22:00', to: '02:30' }, '2026-03-29T01:00:00+01:00')).toBe(
      '2026-03-29T01:30:00.000Z',
    )
  })

  test('that are none are none', () => {
    expect(quietUntil(undefined, 'UTC', 0)).toBeUndefined()
  })
})
