import { describe, expect, test } from 'vitest'
import { AlertInput } from '../../collector/settings/alert-definition.ts'
import type { Alert } from '../../collector/settings/alerts.ts'
import {
  type AlertDraft,
  draftOf,
  FRESH,
  fitting,
  hasValue,
  isInPercent,
  takesGoal,
  unitsOf,
  whensOf,
  writtenOf,
} from '../../dashboard/models/alert-draft.ts'

const STATUS = { state: 'waiting', since: null, reading: null, reason: null, held: false } as const

function stored(written: object): Alert {
  return { ...AlertInput.parse(written), id: 'a', status: STATUS }
}

const draft = (part: Partial<AlertDraft>): AlertDraft => ({ ...FRESH, ...part })

describe('what is typed', () => {
  test('of the fresh draft is an alert at once', () => {
    expect(writtenOf(FRESH, 'Visitors unusual')).toMatchObject({
      ...{ name: 'Visitors unusual', metric: 'visitors', when: 'unusual', per: 'day', value: 0 },
    })
  })

  test.each([
    [{ when: 'above', value: '20' }, 20],
    [{ when: 'above', value: '2,5' }, 2.5],
    [{ when: 'above', value: '' }, undefined],
    [{ when: 'above', value: 'many' }, undefined],
    [{ when: 'up_by', value: '20' }, 0.2],
    [{ when: 'up_by', value: '0' }, undefined],
    [{ when: 'below', value: '5', metric: 'bounce_rate' }, 0.05],
    [{ when: 'down_by', value: '2', metric: 'conversion_rate' }, 0.02],
    [{ when: 'below', value: '40', metric: 'scroll_depth' }, 40],
  ] as const)('%j becomes the value %s', (part, value) => {
    expect(writtenOf(draft(part), 'x')?.value).toBe(value)
  })

  test('of a funnel or an experiment waits until it is chosen', () => {
    expect(writtenOf(draft({ kind: 'funnel' }), 'x')).toBeUndefined()
    const experiment = draft({ kind: 'signal', signal: 'experiment_decided', when: 'above' })
    expect(writtenOf(experiment, 'x')).toBeUndefined()
    expect(writtenOf({ ...experiment, subject: 'hero' }, 'x')).toMatchObject({ subject: 'hero' })
  })

  test('of another kind leaves nothing of the one before', () => {
    const before = draft({ goal: 'g', filters: [['is', 'channel', ['Direct']]], per: 'hour' })
    const after = fitting({ ...before, kind: 'signal', signal: 'rejected_share' })
    expect(writtenOf({ ...after, value: '10' }, 'x')).toEqual({
      ...{ name: 'x', signal: 'rejected_share', filters: [], when: 'above', value: 0.1 },
      ...{ per: 'day', to: [], recovered: true, language: 'en', paused: false },
    })
  })
})

test.each([
  { metric: 'visits', when: 'above', value: 20, per: 'hour' },
  { metric: 'conversions', goal: 'g1', when: 'down_by', value: 0.35, per: 'week' },
  { metric: 'bounce_rate', when: 'up_by', value: 0.07, per: 'day', to: ['w'] },
  { metric: 'revenue', when: 'unusual', per: 'day', quiet: { from: '21:00', to: '08:30' } },
  { funnel: 'f', when: 'below', value: 0.015, per: 'week', recovered: false, language: 'zh' },
  { signal: 'tracking_stopped', when: 'above', per: 'hour', paused: true },
  { signal: 'accounts_at_risk', subject: 'acme', when: 'above', value: 0, per: 'day' },
  { signal: 'spend_without_return', goal: 'g1', when: 'above', value: 99.5, per: 'week' },
])('%j comes out of its form as it went in', (written) => {
  const alert = stored({ name: 'Named', ...written })
  const { id: _, status: __, ...input } = alert
  const back = AlertInput.parse(writtenOf(draftOf(alert), 'another'))
  expect(back).toEqual(input)
})

test('each draft says what goes with it', () => {
  expect(whensOf(draft({ kind: 'signal', signal: 'tracking_stopped' }))).toEqual(['above'])
  expect(whensOf(draft({ kind: 'signal', signal: 'broken_tags' }))).toEqual(['above', 'below'])
  expect(unitsOf(draft({ kind: 'funnel' }))).toEqual(['day', 'week'])
  expect(takesGoal(draft({ metric: 'revenue' }))).toBe(true)
  expect(takesGoal(draft({ metric: 'visits' }))).toBe(false)
  expect(hasValue(draft({ kind: 'signal', signal: 'experiment_split', when: 'above' }))).toBe(false)
  expect(isInPercent(draft({ metric: 'engaged_rate', when: 'above' }))).toBe(true)
})
