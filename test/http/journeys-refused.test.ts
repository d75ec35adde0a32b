import { describe, expect, test } from 'vitest'
import { HERE, MAY, useSharing } from './sharing.ts'

const { on } = useSharing()

const steps = (...names: string[]) => names.map((page) => ({ page }))
const TWO = steps('/0', '/1')

async function refusal(name: string, request: object) {
  const body = { period: MAY, ...request }
  const posted = await on.app.ask(`${HERE}/reports/${name}`, { token: on.admin, body })
  const q = encodeURIComponent(JSON.stringify(body))
  const file = `${HERE}/reports/${name}?q=${q}&format=csv`
  const fetched = await on.app.ask(file, { token: on.admin })
  expect([posted.status, fetched.status]).toEqual([422, 422])
  expect(posted.headers.get('content-type')).toContain('application/problem+json')
  const { detail } = await posted.json()
  expect((await fetched.json()).detail).toBe(detail)
  return detail
}

describe('refused with what to change, as an answer and as a file:', () => {
  const unknown = 'unknown event "Signp"; the nearest known is "Signup"'
  test.each<[string, string, object, string]>([
    ['an event nobody sent', 'funnel', { steps: [{ event: 'Signp' }, { page: '/0' }] }, unknown],
    ['it in a path', 'paths', { start: { event: 'Signp' } }, unknown],
    ['it as a cohort', 'retention', { cohort: { event: 'Signp' } }, unknown],
    ['it as a return', 'retention', { return: { event: 'Signp' } }, unknown],
    ['it as a feature', 'retention/features', { events: ['Signp'] }, unknown],
    [
      'it as what stays',
      'magic-number',
      { retained: { event: 'Signp', day_from: 7, day_to: 9 } },
      unknown,
    ],
    ['it in a change', 'explain', { steps: [{ event: 'Signp' }, { page: '/0' }] }, unknown],
    [
      'it in a filter',
      'paths',
      {
        filters: [['funnel', 'reached', { steps: [{ event: 'Signp' }, { page: '/0' }], step: 1 }]],
      },
      unknown,
    ],
    [
      'a window of nothing',
      'funnel',
      { steps: TWO, window: '0d' },
      'window: a window is 1m at least',
    ],
    ['91 days', 'funnel', { steps: TWO, window: '91d' }, 'window: a window is 90d at most'],
    ['one step', 'funnel', { steps: steps('/0') }, 'steps: a funnel has 2 to 12 steps'],
    [
      'thirteen steps',
      'funnel',
      { steps: steps(...Array.from({ length: 13 }, (_, i) => `/${i}`)) },
      'steps: a funnel has 2 to 12 steps',
    ],
    [
      'a start and an end',
      'paths',
      { start: { page: '/0' }, end: { page: '/1' } },
      'a path has a start or an end to be read from; leave one of them out',
    ],
    [
      'a magic number over nobody',
      'magic-number',
      { period: { from: '2026-04-01', to: '2026-04-02' } },
      'nobody came first in this period whose day 55 has passed; ask for an earlier period or a smaller day_to',
    ],
  ])('%s', async (_, name, request, detail) => {
    expect(await refusal(name, request)).toBe(detail)
  })
})
